package io.redoubt.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.StrictJson;
import io.redoubt.key.Suite;
import io.redoubt.key.TestKeysets;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What is stored never changes: another implementation makes the same of the same. */
class FieldVectorsTest {

    private static final Path FOLDER = Path.of("..", "docs", "vectors");
    private static final Path VECTORS = FOLDER.resolve("field-v1.json");
    private static final String REWRITE = "redoubt.vectors.rewrite";

    @Test
    void makesTheCommittedBytes() throws Exception {
        String text = FieldVectors.text();
        if (Boolean.getBoolean(REWRITE)) {
            Files.writeString(VECTORS, text);
        }

        assertThat(Files.readString(VECTORS))
                .as(
                        "mvn test -pl testkit,core -Dtest=%s -D%s=true writes it anew",
                        getClass().getSimpleName(), REWRITE)
                .isEqualTo(text);
        StrictJson.object(Files.readAllBytes(VECTORS), new JsonLimits(1 << 20, 8, 100));
    }

    /** Where there is a Python; elsewhere the test above has compared what Python computed where it was committed. */
    @Test
    void aReferenceInAnotherLanguageMakesThemToo() throws Exception {
        assertThat(Files.readString(VECTORS)).isEqualTo(FieldVectors.text());
        if (hasPython()) {
            Process python = new ProcessBuilder("python3", "field-v1.py")
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(python.waitFor()).as(output).isZero();
            assertThat(output).isEqualToIgnoringNewLines("88 vectors hold");
        }
    }

    @Test
    void nothingButTheJdkOpensAesGcm() throws Exception {
        byte[] ciphertext = WatchedCipher.of(Suite.A256GCM).seal();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(FieldVectors.fieldKey(Suite.A256GCM, WatchedCipher.EMAIL), "AES"),
                new GCMParameterSpec(128, ciphertext, 3, 12));
        cipher.updateAAD(associatedData(ciphertext));

        assertPlaintext(cipher.doFinal(ciphertext, 15, ciphertext.length - 15));
    }

    @Test
    void nothingButTheJdkOpensAesCtrWithHmac() throws Exception {
        byte[] ciphertext = WatchedCipher.of(Suite.A256CTR_HS256).seal();
        byte[] key = FieldVectors.fieldKey(Suite.A256CTR_HS256, WatchedCipher.EMAIL);
        byte[] associatedData = associatedData(ciphertext);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, 32, 32, "HmacSHA256"));
        mac.update(associatedData);
        mac.update(ciphertext, 3, ciphertext.length - 3 - 32);
        mac.update(ByteBuffer.allocate(Long.BYTES)
                .putLong((long) associatedData.length * Byte.SIZE)
                .array());
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, 0, 32, "AES"), new IvParameterSpec(ciphertext, 3, 16));

        assertThat(Arrays.copyOfRange(ciphertext, ciphertext.length - 32, ciphertext.length))
                .isEqualTo(mac.doFinal());
        assertPlaintext(cipher.doFinal(ciphertext, 19, ciphertext.length - 19 - 32));
    }

    private static byte[] associatedData(byte[] ciphertext) {
        return AssociatedData.of(TestKeysets.TRUST_DOMAIN, TestKeysets.SERVICE, WatchedCipher.EMAIL)
                .bytes(ciphertext, 3, WatchedCipher.row());
    }

    private static void assertPlaintext(byte[] plaintext) {
        assertThat(new String(plaintext, StandardCharsets.UTF_8)).isEqualTo("\u0001" + WatchedCipher.VALUE);
    }

    private static boolean hasPython() throws IOException {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "python3"))
                .anyMatch(Files::isExecutable);
    }
}
