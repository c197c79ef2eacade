package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.MacKey;
import io.redoubt.spring.redis.TestMacKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Lines of one service about one person are found together; those of two services are not. */
class KeysetPseudonymsTest {

    private static final byte[] KIM = "kim@example.org".getBytes(StandardCharsets.UTF_8);

    private final KeysetPseudonyms orders = KeysetPseudonyms.of(() -> List.of(TestMacKey.of(1)));
    private final KeysetPseudonyms billing = KeysetPseudonyms.of(() -> List.of(TestMacKey.of(2)));

    @Test
    void areTheSameForTheSameValue() {
        assertThat(orders.of("email", KIM.clone()))
                .isEqualTo(orders.of("email", KIM))
                .matches("[0-9a-f]{20}");
    }

    @Test
    void tellApartKindsValuesAndServices() {
        assertThat(List.of(
                        orders.of("email", KIM),
                        orders.of("username", KIM),
                        orders.of("email", "ann@example.org".getBytes(StandardCharsets.UTF_8)),
                        billing.of("email", KIM)))
                .doesNotHaveDuplicates();
    }

    @Test
    void followTheKeysOfTheService() {
        AtomicReference<MacKey> live = new AtomicReference<>(TestMacKey.of(1));
        KeysetPseudonyms pseudonyms = KeysetPseudonyms.of(() -> List.of(live.get()));
        String before = pseudonyms.of("email", KIM);

        live.set(TestMacKey.of(2));

        assertThat(pseudonyms.of("email", KIM)).isNotEqualTo(before).isEqualTo(billing.of("email", KIM));
    }

    /** What is found in a log is bytes of anybody. */
    @Test
    void nameWhatIsNoTextAndWhatIsLong() {
        assertThat(orders.of("email", new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80, (byte) 0xff}))
                .hasSize(20);
        assertThat(orders.of("email", new byte[100_000])).hasSize(20);
        byte[] long3 = "\u20ac".repeat(30_000).getBytes(StandardCharsets.UTF_8);
        assertThat(orders.of("email", long3)).hasSize(20);
    }
}
