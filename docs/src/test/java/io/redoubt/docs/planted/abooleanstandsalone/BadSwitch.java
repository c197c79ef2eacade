package io.redoubt.docs.planted.abooleanstandsalone;

public final class BadSwitch {
    public void verify(String token, boolean strict) {}
}
