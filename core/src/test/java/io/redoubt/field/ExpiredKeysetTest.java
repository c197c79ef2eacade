package io.redoubt.field;

import static io.redoubt.field.WatchedCipher.VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.key.KeyRefusedException;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Suite;
import io.redoubt.key.TestKeysets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Nothing new is made with keys that have expired, and what exists can be read. */
class ExpiredKeysetTest {

    @Test
    void opensButDoesNotSealAfterKeysetExpired() {
        AtomicReference<Instant> now = new AtomicReference<>(TestKeysets.ISSUED);
        ServiceKeyset keys = TestKeysets.with(Suite.A256GCM).open(clock(now));
        for (FieldContext place : List.of(WatchedCipher.row(), WatchedCipher.comparable())) {
            now.set(TestKeysets.EXPIRES.minusSeconds(1));
            WatchedCipher watched = WatchedCipher.of(keys, place);
            byte[] ciphertext = watched.seal();
            now.set(TestKeysets.EXPIRES.plusSeconds(1));

            assertThatThrownBy(watched::seal)
                    .isInstanceOfSatisfying(
                            FieldKeyException.class,
                            e -> assertThat(e.reason()).isEqualTo(KeyRefusedException.Cause.EXPIRED));
            assertThat(watched.events).isEmpty();
            assertThat(watched.cipher.open(watched.place, FieldType.TEXT, ciphertext))
                    .isEqualTo(VALUE);
        }
    }

    private static Clock clock(AtomicReference<Instant> now) {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
    }
}
