package io.redoubt.spring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value that was stored, in every guise in which somebody would look for it who has the bytes of a disk. */
final class PlantedValue {

    private final Map<String, byte[]> guises = new LinkedHashMap<>();

    private PlantedValue() {}

    static PlantedValue of(String value) {
        PlantedValue planted = new PlantedValue();
        byte[] utf8 = value.getBytes(UTF_8);
        planted.add("UTF-8", utf8);
        planted.add("UTF-16BE", value.getBytes(UTF_16BE));
        planted.add("UTF-16LE", value.getBytes(UTF_16LE));
        planted.addEncoded("", utf8);
        for (String algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
            byte[] hash = hash(algorithm, utf8);
            planted.add(algorithm, hash);
            planted.addEncoded(algorithm + " in ", hash);
        }
        return planted;
    }

    private void add(String name, byte[] bytes) {
        guises.put(name, bytes);
    }

    private void addEncoded(String prefix, byte[] bytes) {
        add(prefix + "hex", HexFormat.of().formatHex(bytes).getBytes(US_ASCII));
        add(prefix + "HEX", HexFormat.of().withUpperCase().formatHex(bytes).getBytes(US_ASCII));
        for (int before = 0; before < 3; before++) {
            String alignment = " after " + before + " bytes";
            add(prefix + "base64" + alignment, base64(Base64.getEncoder(), before, bytes));
            add(prefix + "base64url" + alignment, base64(Base64.getUrlEncoder(), before, bytes));
        }
    }

    /** {@return what is the same whatever stands before and behind: digits that hold bits of the bytes alone} */
    private static byte[] base64(Base64.Encoder encoder, int before, byte[] bytes) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        byte[] digits = encoder.withoutPadding().encode(shifted);
        int first = (before * 8 + 5) / 6;
        int last = shifted.length * 8 / 6;
        return Arrays.copyOfRange(digits, first, last);
    }

    private static byte[] hash(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return the names of the guises, and their bytes} */
    Map<String, byte[]> guises() {
        return guises;
    }

    /** {@return the guises that stand in the bytes} */
    List<String> in(byte[] bytes) {
        return guises.entrySet().stream()
                .filter(guise -> contains(bytes, guise.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean contains(byte[] bytes, byte[] guise) {
        for (int i = 0; i <= bytes.length - guise.length; i++) {
            if (bytes[i] == guise[0] && Arrays.equals(bytes, i, i + guise.length, guise, 0, guise.length)) {
                return true;
            }
        }
        return false;
    }
}
