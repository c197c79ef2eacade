package io.redoubt.testkit;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.HexFormat;

/** Writes as much DER (X.690 §10) as signatures and certificates need. */
final class Der {

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return tagged(0x30, parts);
    }

    static byte[] set(byte[]... parts) {
        return tagged(0x31, parts);
    }

    static byte[] integer(BigInteger value) {
        return tagged(0x02, value.toByteArray());
    }

    /** {@return an object identifier, given its contents in hexadecimal} */
    static byte[] identifier(String hex) {
        return tagged(0x06, HexFormat.of().parseHex(hex));
    }

    static byte[] nothing() {
        return tagged(0x05);
    }

    static byte[] octets(byte[] value) {
        return tagged(0x04, value);
    }

    static byte[] bits(byte[] value) {
        return tagged(0x03, new byte[1], value); // no unused bits
    }

    /** {@return a value under any tag} */
    static byte[] tagged(int tag, byte[]... parts) {
        byte[] contents = joined(parts);
        return joined(new byte[] {(byte) tag}, length(contents.length), contents);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] length(int length) {
        if (length < 0x80) {
            return new byte[] {(byte) length};
        }
        return length < 0x100
                ? new byte[] {(byte) 0x81, (byte) length}
                : new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length};
    }
}
