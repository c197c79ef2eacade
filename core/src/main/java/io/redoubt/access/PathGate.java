package io.redoubt.access;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Lets a path through only if every server reads it the same way, so that a rule cannot be dodged by spelling the path
 * differently.
 *
 * <p>Refused: path parameters ({@code ;}), empty and dot segments, segments that end with a dot, backslashes,
 * characters that RFC 3986 section 3.3 wants encoded, encoded delimiters and controls, double encoding, malformed or
 * overlong UTF-8, and a path that the server decoded to something else than we did.
 */
final class PathGate {

    private static final String NEVER_ENCODED = "/\\;%"; // encoded, these are delimiters to some and data to others

    private PathGate() {}

    /** {@return whether everybody reads the path as the server routes it} */
    static boolean isCanonical(RequestFacts facts) {
        String rawPath = facts.rawPath();
        if (!rawPath.startsWith(facts.contextPath())) {
            return false; // some containers decode the one and not the other, and nobody knows where the rest begins
        }
        if (isPlain(rawPath)) {
            return hasPlainSegments(rawPath) && isJoined(rawPath, facts.contextPath(), facts.routedPath());
        }
        return decode(rawPath)
                .filter(PathGate::hasPlainSegments)
                .filter(path -> isJoined(path, facts.contextPath(), facts.routedPath()))
                .isPresent();
    }

    private static boolean isJoined(String path, String contextPath, String routedPath) {
        return path.length() == contextPath.length() + routedPath.length()
                && path.startsWith(contextPath)
                && path.startsWith(routedPath, contextPath.length());
    }

    /** {@return whether nothing needs to be decoded, as in nearly every path} */
    private static boolean isPlain(String rawPath) {
        for (int i = 0; i < rawPath.length(); i++) {
            if (!isPathCharacter(rawPath.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether this is a decoded path, as rules are written} */
    static boolean isDecoded(String path) {
        return hasPlainSegments(path) && path.chars().noneMatch(c -> c == ' ' || "\\;%?#".indexOf(c) >= 0);
    }

    private static Optional<String> decode(String rawPath) {
        ByteBuffer bytes = ByteBuffer.allocate(rawPath.length());
        for (int i = 0; i < rawPath.length(); i++) {
            char c = rawPath.charAt(i);
            if (c == '%') {
                int decoded = encodedByte(rawPath, i);
                if (decoded < 0) {
                    return Optional.empty();
                }
                bytes.put((byte) decoded);
                i += 2;
            } else if (isPathCharacter(c)) {
                bytes.put((byte) c);
            } else {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** {@return the byte that is encoded at this place, or -1 if there is none or it must not be} */
    private static int encodedByte(String rawPath, int percent) {
        if (percent + 2 >= rawPath.length()) {
            return -1;
        }
        char high = rawPath.charAt(percent + 1);
        char low = rawPath.charAt(percent + 2);
        if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
            return -1;
        }
        int decoded = HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low);
        boolean isControl = decoded < ' ' || decoded == 0x7F;
        return isControl || NEVER_ENCODED.indexOf(decoded) >= 0 ? -1 : decoded;
    }

    /** RFC 3986 section 3.3, {@code pchar} and the slash, without the semicolon. */
    private static boolean isPathCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "/-._~!$&'()*+,=:@".indexOf(c) >= 0;
    }

    private static boolean hasPlainSegments(String path) {
        if (!path.startsWith("/") || path.contains("//")) {
            return false;
        }
        // A segment that ends with a dot is "." or "..", or a name that some file systems shorten.
        return !path.endsWith(".") && !path.contains("./") && !hasControls(path);
    }

    private static boolean hasControls(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (Character.isISOControl(path.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
