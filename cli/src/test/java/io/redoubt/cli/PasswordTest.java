package io.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {

    @TempDir
    Path directory;

    private static Password read(String text) throws IOException {
        return Password.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "two words\n", "two words\r\n"})
    void isOneLineWithoutItsEnd(String text) throws IOException {
        assertThat(read(text).chars()).containsExactly("two words".toCharArray());
    }

    @Test
    void keepsSpacesAtItsEnd() throws IOException {
        assertThat(read(" two words \n").chars()).containsExactly(" two words ".toCharArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void isNotEmpty(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("one line");
    }

    @Test
    void isNotLongerThanAPassword() {
        assertThatThrownBy(() -> read("a".repeat(1025))).isInstanceOf(CommandException.class);
    }

    @Test
    void isText() {
        assertThatThrownBy(() ->
                        Password.read(new ByteArrayInputStream(new byte[] {'a', (byte) 0xC3, '(', 'b'}), "test"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-rw----", "rw-----w-"})
    void isNotInAFileThatOthersCanReadOrChange(String permissions) throws IOException {
        Path file = file(permissions);

        assertThatThrownBy(() -> Password.in(file))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------", "r--r-----"})
    void isInAFileOfItsOwner(String permissions) throws IOException {
        assertThat(Password.in(file(permissions)).chars()).containsExactly("secret".toCharArray());
    }

    @Test
    void isInAFileThatIsThere() {
        assertThatThrownBy(() -> Password.in(directory.resolve("nothing")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void isOverwrittenWhenItIsClosedAndNeverShown() throws IOException {
        Password password = read("secret");
        char[] chars = password.chars();

        password.close();

        assertThat(chars).containsOnly('\0');
        assertThat(password).hasToString("Password");
    }

    private Path file(String permissions) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "secret\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
