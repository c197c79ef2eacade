package io.redoubt.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ServiceName;
import io.redoubt.key.FieldName;
import io.redoubt.key.ServiceKeyset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted, and that nobody who writes ciphertexts can have more counted than there is. */
class FieldUsageTest {

    private static final FieldName NOTE = FieldName.parse("order.note");
    private static final FieldContext PLACE = FieldContext.of(NOTE).withRow(RowId.of(7));

    private ServiceKeyset keys;
    private FieldCipher cipher;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        keys = ServiceKeyset.development(
                own(directory).resolve("dev-keyset.json"),
                new ServiceName("orders"),
                new SecureRandom(),
                Clock.systemUTC());
        cipher = FieldCipher.of(keys, event -> {});
    }

    private static Path own(Path directory) throws IOException {
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    @AfterEach
    void close() {
        keys.close();
    }

    @Test
    void countsByFieldAndEpoch() {
        byte[] sealed = cipher.seal(PLACE, FieldType.TEXT, "gift wrap");
        cipher.seal(PLACE, FieldType.TEXT, "gift wrap");
        cipher.open(PLACE, FieldType.TEXT, sealed);
        assertThatThrownBy(() -> cipher.open(PLACE.withTenant("other"), FieldType.TEXT, sealed))
                .isInstanceOf(TamperedFieldException.class);

        assertThat(cipher.usage()).containsExactly(new FieldUsage(NOTE, 1, 2, 1, 1));
    }

    @Test
    void countsEveryRefusal() {
        byte[] sealed = cipher.seal(PLACE, FieldType.TEXT, "gift wrap");
        assertThatThrownBy(() -> cipher.open(PLACE, FieldType.LONG, sealed))
                .isInstanceOf(MalformedFieldException.class);
        assertThatThrownBy(() -> cipher.openText(PLACE, FieldType.TEXT, "gift wrap"))
                .isInstanceOf(MalformedFieldException.class);
        FieldColumn<String, String> column = FieldColumn.text(cipher, FieldType.TEXT, Migration.ENCRYPTED_ONLY);
        assertThatThrownBy(() -> column.read(PLACE, "gift wrap")).isInstanceOf(PlaintextFieldException.class);

        assertThat(cipher.usage())
                .containsExactly(new FieldUsage(NOTE, FieldUsage.NO_EPOCH, 0, 0, 2), new FieldUsage(NOTE, 1, 1, 0, 1));
    }

    /** Each epoch is a counter, and a series of every metric. */
    @Test
    void keepsNoCountOfEpochsThatAreOnlyClaimed() {
        byte[] sealed = cipher.seal(PLACE, FieldType.TEXT, "gift wrap");
        for (int epoch = 2; epoch < 30; epoch++) {
            sealed[2] = (byte) (epoch << 2);
            assertThatThrownBy(() -> cipher.open(PLACE, FieldType.TEXT, sealed)).isInstanceOf(FieldKeyException.class);
        }

        assertThat(cipher.usage())
                .containsExactly(new FieldUsage(NOTE, FieldUsage.NO_EPOCH, 0, 0, 28), new FieldUsage(NOTE, 1, 1, 0, 0));
    }
}
