package io.redoubt.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;

/** A secret that somebody typed or wrote down, overwritten when it is closed. Not thread-safe. */
final class Password implements AutoCloseable {

    private static final int MAX_BYTES = 1024;
    private static final String FILE = "password.file";
    private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("----w-rwx");

    private final char[] chars;

    private Password(char[] chars) {
        this.chars = chars;
    }

    /** Takes over what was typed. */
    static Password of(char[] typed) {
        return new Password(typed);
    }

    /** {@return the first line of a file that nobody else can read; a pipe will do} */
    static Password in(Path file) {
        try {
            if (!Collections.disjoint(Files.getPosixFilePermissions(file), OF_OTHERS)) {
                throw new CommandException(FILE, "other users can read or change the password file", "chmod 600 it");
            }
            try (InputStream stream = Files.newInputStream(file)) {
                return read(stream, FILE);
            }
        } catch (UnsupportedOperationException e) {
            throw new CommandException(
                    FILE,
                    "the password file is on a file system that cannot say who can read it",
                    "use --password-fd, or type the password");
        } catch (IOException e) {
            throw new CommandException(FILE, "the password file cannot be read", "see whether it is there and yours");
        }
    }

    /**
     * {@return the line in a stream}
     *
     * @param code how a refusal is called
     */
    static Password read(InputStream stream, String code) throws IOException {
        byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
        try {
            int length = lengthOfLine(bytes);
            if (length == 0 || bytes.length > MAX_BYTES) {
                throw new CommandException(code, "there is no password, or a very long one", "give one line");
            }
            return decode(ByteBuffer.wrap(bytes, 0, length), code);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Without one end of line, of Unix or of Windows. */
    private static int lengthOfLine(byte[] bytes) {
        int length = bytes.length;
        if (length > 0 && bytes[length - 1] == '\n') {
            length--;
            if (length > 0 && bytes[length - 1] == '\r') {
                length--;
            }
        }
        return length;
    }

    private static Password decode(ByteBuffer bytes, String code) {
        try {
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(bytes);
            char[] chars = new char[decoded.remaining()];
            decoded.get(chars);
            Arrays.fill(decoded.array(), '\0');
            return new Password(chars);
        } catch (CharacterCodingException e) {
            throw new CommandException(code, "the password is not text", "write it in UTF-8, in one line");
        }
    }

    boolean isSame(Password other) {
        return Arrays.equals(chars, other.chars);
    }

    /** {@return the characters themselves, not a copy} */
    char[] chars() {
        return chars;
    }

    @Override
    public void close() {
        Arrays.fill(chars, '\0');
    }

    /** {@return what it is, never its characters} */
    @Override
    public String toString() {
        return "Password";
    }
}
