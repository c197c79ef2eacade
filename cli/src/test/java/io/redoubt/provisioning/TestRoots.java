package io.redoubt.provisioning;

import java.nio.charset.StandardCharsets;

/** Roots whose bytes are in public, and the same each time. */
final class TestRoots {

    private TestRoots() {}

    /** {@return the bytes of the root with this number in {@code docs/vectors/derivation-v1.json}} */
    static byte[] published(int number) {
        return ("Redoubt test root " + number + ", printed in public: never derive a key of it")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** {@return 64 bytes that count, beginning with this one: a root of no vectors, which a contract does not refuse} */
    static byte[] counting(int first) {
        byte[] bytes = new byte[RootKey.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return bytes;
    }

    static Root inMemory(byte[] bytes) {
        try (RootKey key = RootKey.copyOf(bytes)) {
            return SoftwareRoot.of(key);
        }
    }
}
