package io.redoubt.provisioning;

/** A keyset file that is not in its place yet, and what the manifest will say about it. Immutable. */
final class IssuedKeyset {

    private final ServiceRecord service;
    private final byte[] file;

    IssuedKeyset(ServiceRecord service, byte[] file) {
        this.service = service;
        this.file = file.clone();
    }

    ServiceRecord service() {
        return service;
    }

    byte[] file() {
        return file.clone();
    }
}
