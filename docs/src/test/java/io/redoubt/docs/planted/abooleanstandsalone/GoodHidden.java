package io.redoubt.docs.planted.abooleanstandsalone;

final class GoodHidden {
    public void verify(String token, boolean strict) {}
}
