package io.redoubt.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.redoubt.MacKeys;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.key.KeyRefusedException.Cause;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.AEADBadTagException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceKeysetTest {

    private static final Clock NOW = Clock.fixed(IssuedKeyset.ISSUED.plusSeconds(60), ZoneOffset.UTC);
    private static final FieldName EMAIL = new FieldName("customer", "email");
    private static final IndexName EMAIL_INDEX = new IndexName(EMAIL, "by-email", "email-1", 128);
    private static final byte[] PLAINTEXT = "the value".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PLACE = "the place".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path mount;

    private final List<SecurityEvent> events = new CopyOnWriteArrayList<>();

    private ServiceKeyset open(IssuedKeyset issued) throws KeysetException {
        return ServiceKeyset.open(IssuedKeyset.at(issued.writeTo(mount.resolve("keyset.json"))), events::add, NOW);
    }

    @ParameterizedTest
    @EnumSource(
            value = Suite.class,
            names = {"A256GCM", "XA256GCM", "XC20P", "A256CTR_HS256"})
    void what_is_sealed_opens_at_its_place_only(Suite suite) throws Exception {
        try (ServiceKeyset keyset =
                open(IssuedKeyset.empty().suite(Purpose.FIELD, suite).withEpoch(1, KeyState.PRIMARY))) {
            SealingKey sealing = keyset.sealing(Purpose.FIELD, EMAIL);
            byte[] sealed = sealing.seal(PLAINTEXT, PLACE);

            assertThat(sealing.suite()).isEqualTo(suite);
            assertThat(keyset.opening(Purpose.FIELD, EMAIL, 1).open(sealed, PLACE))
                    .isEqualTo(PLAINTEXT);
            assertThatThrownBy(() -> keyset.opening(Purpose.FIELD, EMAIL, 1).open(sealed, PLAINTEXT))
                    .isInstanceOf(AEADBadTagException.class)
                    .hasNoCause();
            assertThatThrownBy(() -> keyset.opening(Purpose.FIELD, new FieldName("customer", "phone"), 1)
                            .open(sealed, PLACE))
                    .isInstanceOf(AEADBadTagException.class);
        }
    }

    /** A library that wrote ASCII, or normalised, would give some of these one key. */
    @Test
    void names_of_fields_that_differ_in_an_accent_have_keys_of_their_own() throws Exception {
        List<String> names = List.of("nom\u00e9", "nom\u00e0", "nome\u0301", "nom?", "nome");
        try (ServiceKeyset keyset = open(IssuedKeyset.ofOrders())) {
            for (String sealedUnder : names) {
                byte[] sealed = keyset.sealing(Purpose.FIELD, new FieldName("client", sealedUnder))
                        .seal(PLAINTEXT, PLACE);
                for (String name : names) {
                    OpeningKey opening = keyset.opening(Purpose.FIELD, new FieldName("client", name), 1);
                    if (name.equals(sealedUnder)) {
                        assertThat(opening.open(sealed, PLACE)).isEqualTo(PLAINTEXT);
                    } else {
                        assertThatThrownBy(() -> opening.open(sealed, PLACE)).isInstanceOf(AEADBadTagException.class);
                    }
                }
            }
        }
    }

    @Test
    void a_wrapped_keyset_holds_the_same_keys() throws Exception {
        Path recipientFile = mount.resolve("recipient.jwk");
        RecipientKey recipient = RecipientKey.create(recipientFile, new SecureRandom());
        Path file = IssuedKeyset.ofOrders()
                .wrapped(Wrapping.to(recipient, new SecureRandom()))
                .writeTo(mount.resolve("wrapped.json"));

        try (ServiceKeyset wrapped =
                        ServiceKeyset.open(IssuedKeyset.at(file).withRecipientKey(recipientFile), events::add, NOW);
                ServiceKeyset bare = open(IssuedKeyset.ofOrders())) {
            byte[] sealed = wrapped.sealing(Purpose.FIELD_EQ, EMAIL).seal(PLAINTEXT, PLACE);
            assertThat(bare.sealing(Purpose.FIELD_EQ, EMAIL).seal(PLAINTEXT, PLACE))
                    .isEqualTo(sealed);
            assertThat(wrapped.indexing(EMAIL_INDEX).code(PLAINTEXT))
                    .isEqualTo(bare.indexing(EMAIL_INDEX).code(PLAINTEXT));
            assertThat(wrapped.keys()).isEqualTo(bare.keys());
        }
    }

    @Test
    void an_expired_keyset_opens_and_no_longer_seals() throws Exception {
        byte[] sealed;
        byte[] code;
        try (ServiceKeyset keyset = open(IssuedKeyset.ofOrders())) {
            sealed = keyset.sealing(Purpose.FIELD, EMAIL).seal(PLAINTEXT, PLACE);
            code = keyset.macs(Purpose.LOG_PSEUDONYM).live().get(0).mac(PLAINTEXT);
        }
        Clock late = Clock.offset(NOW, Duration.ofDays(365));

        try (ServiceKeyset keyset =
                ServiceKeyset.open(IssuedKeyset.at(mount.resolve("keyset.json")), events::add, late)) {
            assertThat(keyset.status().expired()).isTrue();
            assertThat(keyset.opening(Purpose.FIELD, EMAIL, 1).open(sealed, PLACE))
                    .isEqualTo(PLAINTEXT);
            assertThat(keyset.macs(Purpose.LOG_PSEUDONYM).live().get(0).mac(PLAINTEXT))
                    .isEqualTo(code);
            assertThat(keyset.indexes(EMAIL_INDEX)).hasSize(1);
            refuses(Cause.EXPIRED, () -> keyset.sealing(Purpose.FIELD, EMAIL));
            refuses(Cause.EXPIRED, () -> keyset.indexing(EMAIL_INDEX));
            refuses(Cause.EXPIRED, () -> keyset.indexing(EMAIL_INDEX, 1));
            assertThat(keyset.index(EMAIL_INDEX, 1).epoch()).isOne();
            refuses(Cause.EXPIRED, keyset::wrapping);
            refuses(Cause.EXPIRED, () -> keyset.attestation("one"));
        }
    }

    @Test
    void a_keyset_expires_at_its_very_moment() throws Exception {
        KeysetLocation location = IssuedKeyset.at(IssuedKeyset.ofOrders().writeTo(mount.resolve("keyset.json")));

        try (ServiceKeyset before =
                ServiceKeyset.open(location, events::add, fixed(IssuedKeyset.EXPIRES.minusMillis(1)))) {
            assertThat(before.status().expired()).isFalse();
            assertThat(before.sealing(Purpose.FIELD, EMAIL).epoch()).isEqualTo(1);
        }
        try (ServiceKeyset then = ServiceKeyset.open(location, events::add, fixed(IssuedKeyset.EXPIRES))) {
            assertThat(then.status().expired()).isTrue();
            refuses(Cause.EXPIRED, () -> then.sealing(Purpose.FIELD, EMAIL));
        }
    }

    private static Clock fixed(Instant moment) {
        return Clock.fixed(moment, ZoneOffset.UTC);
    }

    /** Found by review: an application that kept the handle went on sealing. */
    @Test
    void a_handle_that_is_kept_expires_with_its_keyset() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(IssuedKeyset.ISSUED.plusSeconds(60));
        InstantSource source = now::get;
        Path file = IssuedKeyset.ofOrders().writeTo(mount.resolve("keyset.json"));
        try (ServiceKeyset keyset =
                ServiceKeyset.open(IssuedKeyset.at(file), events::add, source.withZone(ZoneOffset.UTC))) {
            SealingKey sealing = keyset.sealing(Purpose.FIELD, EMAIL);
            SealingKey wrapping = keyset.wrapping();
            IndexKey storing = keyset.indexing(EMAIL_INDEX);
            IndexKey seeking = keyset.indexes(EMAIL_INDEX).get(0);
            byte[] code = storing.code(PLAINTEXT);
            now.set(IssuedKeyset.EXPIRES);

            refuses(Cause.EXPIRED, () -> sealing.seal(PLAINTEXT, PLACE));
            refuses(Cause.EXPIRED, () -> wrapping.seal(PLAINTEXT, PLACE));
            refuses(Cause.EXPIRED, () -> storing.code(PLAINTEXT));
            assertThat(seeking.code(PLAINTEXT)).isEqualTo(code);
        }
    }

    @Test
    void an_epoch_opens_as_long_as_its_state_says() throws Exception {
        IssuedKeyset issued = IssuedKeyset.empty()
                .withEpoch(1, KeyState.DESTROYED)
                .withEpoch(2, KeyState.DISABLED)
                .withEpoch(3, KeyState.COMPROMISED)
                .withEpoch(4, KeyState.DECRYPT_ONLY)
                .withEpoch(5, KeyState.PRIMARY)
                .withEpoch(6, KeyState.PREPARED);

        try (ServiceKeyset keyset = open(issued)) {
            refuses(Cause.RETIRED, () -> keyset.opening(Purpose.FIELD, EMAIL, 1));
            refuses(Cause.RETIRED, () -> keyset.opening(Purpose.FIELD, EMAIL, 2));
            refuses(Cause.COMPROMISED, () -> keyset.opening(Purpose.FIELD, EMAIL, 3));
            assertThat(keyset.opening(Purpose.FIELD, EMAIL, 4).epoch()).isEqualTo(4);
            assertThat(keyset.opening(Purpose.FIELD, EMAIL, 6).epoch()).isEqualTo(6);
            refuses(Cause.UNKNOWN_EPOCH, () -> keyset.opening(Purpose.FIELD, EMAIL, 7));
            assertThat(keyset.sealing(Purpose.FIELD, EMAIL).epoch()).isEqualTo(5);
            assertThat(keyset.indexes(EMAIL_INDEX)).extracting(IndexKey::epoch).containsExactly(5, 6, 4);
            assertThat(keyset.indexing(EMAIL_INDEX, 4).code(PLAINTEXT))
                    .isEqualTo(keyset.index(EMAIL_INDEX, 4).code(PLAINTEXT))
                    .isNotEqualTo(keyset.indexing(EMAIL_INDEX).code(PLAINTEXT));
            refuses(Cause.RETIRED, () -> keyset.indexing(EMAIL_INDEX, 2));
            refuses(Cause.UNKNOWN_EPOCH, () -> keyset.index(EMAIL_INDEX, 7));
            assertThat(keyset.macs(Purpose.DPOP_NONCE).live()).hasSize(3);
            assertThat(keyset.macs(Purpose.STATE_KEY).live())
                    .hasSize(4); // what was used stays used, whoever has the key
        }
    }

    @Test
    void the_development_keyset_is_made_once_and_belongs_to_nobody_else() throws Exception {
        Path file = mount.resolve("dev.json");
        byte[] sealed;
        try (ServiceKeyset made = ServiceKeyset.development(file, IssuedKeyset.ORDERS, new SecureRandom(), NOW)) {
            sealed = made.sealing(Purpose.FIELD, EMAIL).seal(PLAINTEXT, PLACE);
            assertThat(made.trustDomain().value()).isEqualTo("dev.invalid");
        }
        try (ServiceKeyset again = ServiceKeyset.development(file, IssuedKeyset.ORDERS, new SecureRandom(), NOW)) {
            assertThat(again.opening(Purpose.FIELD, EMAIL, 1).open(sealed, PLACE))
                    .isEqualTo(PLAINTEXT);
        }
        assertThatThrownBy(() -> ServiceKeyset.open(IssuedKeyset.at(file), events::add, NOW))
                .isInstanceOfSatisfying(
                        KeysetException.class, e -> assertThat(e.check()).isEqualTo(KeysetCheck.FORM));
    }

    @Test
    void looking_up_a_key_allocates_nothing() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        try (ServiceKeyset keyset =
                open(IssuedKeyset.empty().withEpoch(199, KeyState.DECRYPT_ONLY).withEpoch(200, KeyState.PRIMARY))) {
            MacKeys macs = keyset.macs(Purpose.STATE_KEY);
            int found = 0;
            long before = 0;
            for (int i = 0; i < 20_000; i++) {
                if (i == 10_000) {
                    before = threads.getThreadAllocatedBytes(self);
                }
                found += keyset.sealing(Purpose.FIELD, EMAIL).epoch()
                        - keyset.opening(Purpose.FIELD, EMAIL, 199).epoch()
                        + keyset.indexing(EMAIL_INDEX).epoch()
                        - keyset.unwrapping(199, Accepted.LIVE).epoch()
                        + macs.live().size();
            }

            // One object for each would be 160,000 bytes; what little there is belongs to the JVM.
            assertThat(threads.getThreadAllocatedBytes(self) - before).isLessThan(100_000);
            assertThat(found).isEqualTo(20_000 * 4);
        }
    }

    private static void refuses(Cause cause, ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOfSatisfying(
                        KeyRefusedException.class, e -> assertThat(e.reason()).isEqualTo(cause));
    }
}
