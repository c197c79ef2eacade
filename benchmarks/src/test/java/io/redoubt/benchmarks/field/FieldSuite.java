package io.redoubt.benchmarks.field;

import io.redoubt.benchmarks.Measurement;
import io.redoubt.benchmarks.NativeProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Values of fields, beside the least that anybody can do and beside what people use. */
public final class FieldSuite {

    /** In bytes. */
    public static final List<Integer> SIZES = List.of(16, 64, 1024, 16_384);

    /** Up to here a goal stands. */
    private static final int SHORT = 64;

    private FieldSuite() {}

    /**
     * {@return the rows of a run}
     *
     * @param provider on its class path; only the JDK's own is measured
     */
    public static List<Measurement> measurements(NativeProvider provider) {
        if (provider != NativeProvider.NONE) {
            return List.of();
        }
        List<Measurement> rows = new ArrayList<>();
        for (FieldLibrary library : FieldLibrary.values()) {
            for (int size : sizes(library)) {
                rows.add(value("seal", library, size));
                rows.add(value("open", library, size));
            }
        }
        Stream.of(
                        "SealedText.floorSeal",
                        "SealedText.floorOpen",
                        "SealedText.redoubtSeal",
                        "SealedText.redoubtOpen",
                        "IndexCode.hmac",
                        "IndexCode.exact",
                        "IndexCode.email")
                .forEach(method -> rows.add(Measurement.of(method).briefly()));
        for (Mapping mapping : Mapping.values()) {
            rows.add(entities("write", mapping));
            rows.add(entities("read", mapping));
        }
        return List.copyOf(rows);
    }

    private static Measurement value(String method, FieldLibrary library, int size) {
        Measurement row =
                Measurement.of("SealedValue." + method).with("library", library).with("size", size);
        return needsTime(library, size) ? row : row.briefly();
    }

    /** Where a goal is, and where there is much to compile. */
    private static boolean needsTime(FieldLibrary library, int size) {
        return switch (library) {
            case FLOOR, REDOUBT -> size <= SHORT;
            case AWS, AWS_CACHED -> true;
            default -> false;
        };
    }

    private static Measurement entities(String method, Mapping mapping) {
        Measurement row = Measurement.of("StoredEntities." + method).with("mapping", mapping);
        return mapping == Mapping.ENCRYPTED_FIVE_TIMES ? row : row.onlyThorough();
    }

    /** All of them for the goal, two where the size changes the ratio, and one where the ratio says it all. */
    private static List<Integer> sizes(FieldLibrary library) {
        return switch (library) {
            case FLOOR, REDOUBT -> SIZES;
            case REDOUBT_XC20P, REDOUBT_COMPARABLE, TINK, SPRING -> List.of(64, 16_384);
            case JCE, REDOUBT_XA256GCM, REDOUBT_A256CTR_HS256, AWS, AWS_CACHED, JASYPT -> List.of(64);
        };
    }
}
