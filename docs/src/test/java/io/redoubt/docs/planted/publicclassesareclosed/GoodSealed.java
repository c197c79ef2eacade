package io.redoubt.docs.planted.publicclassesareclosed;

public abstract sealed class GoodSealed {
    public static final class GoodFinal extends GoodSealed {}

    public static non-sealed interface GoodInterface extends GoodAnswer {}

    public sealed interface GoodAnswer {}

    public record GoodRecord() {}

    public enum GoodEnum {
        ONE {},
        TWO
    }

    public @interface GoodAnnotation {}
}
