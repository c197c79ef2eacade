package io.redoubt.provisioning;

import io.redoubt.internal.Sha256;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256 as the documents of a fleet write it: 64 lower-case hexadecimal digits. */
final class Hash {

    /** What stands where nothing came before. */
    static final String NONE = "0".repeat(64);

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    private Hash() {}

    static String of(byte[] input) {
        return HexFormat.of().formatHex(Sha256.digest().digest(input));
    }

    static boolean isForm(String text) {
        return FORM.matcher(text).matches();
    }
}
