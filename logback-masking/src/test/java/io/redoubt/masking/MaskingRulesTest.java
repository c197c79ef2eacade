package io.redoubt.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingRulesTest {

    private static final String LINE = "password=hunter22 kim@example.org card 4111 1111 1111 1111 ip=203.0.113.77";

    private static String masked(MaskingRules.Builder rules) {
        return Masker.of(rules.build()).mask(LINE);
    }

    /**
     * An own detector.
     *
     * @param id of it
     * @param anchors of it
     */
    private record Ticket(String id, List<Anchor> anchors) implements Detector {

        @Override
        public long find(byte[] text, int start, int end) {
            return end + 4 <= text.length ? Span.of(start, end + 4) : Span.NONE;
        }
    }

    @Test
    void masksByProfile() {
        assertThat(masked(MaskingRules.builder()))
                .isEqualTo(
                        "password=[REDACTED:password] [REDACTED:email] card [REDACTED:card ...1111] ip=203.0.113.77");
        assertThat(masked(MaskingRules.builder().profile(Profile.PCI)))
                .isEqualTo("password=[REDACTED:password] [REDACTED:email] card [REDACTED:card] ip=203.0.113.77");
        assertThat(masked(MaskingRules.builder().profile(Profile.GDPR)))
                .isEqualTo(
                        "password=[REDACTED:password] [REDACTED:email] card [REDACTED:card ...1111] ip=[REDACTED:ip]");
        assertThat(masked(MaskingRules.builder().profile(Profile.CREDENTIALS_ONLY)))
                .isEqualTo("password=[REDACTED:password] kim@example.org card 4111 1111 1111 1111 ip=203.0.113.77");
    }

    @Test
    void switchesOnWhatTheProfileHasOff() {
        assertThat(masked(MaskingRules.builder().enable("pii.ip"))).endsWith("ip=[REDACTED:ip]");
        assertThat(masked(MaskingRules.builder()
                        .profile(Profile.CREDENTIALS_ONLY)
                        .strategy("pii.email", Strategy.placeholder())))
                .contains("[REDACTED:email]");
    }

    @Test
    void switchesOffWhatTheProfileHasOn() {
        MaskingRules rules =
                MaskingRules.builder().strategy("pii.email", Strategy.keep()).build();

        assertThat(rules.detectorIds()).doesNotContain("pii.email").contains("pii.card");
        assertThat(Masker.of(rules).mask(LINE)).contains("kim@example.org");
    }

    @Test
    void masksOneMoreKey() {
        Masker masker = Masker.of(
                MaskingRules.builder().key("customer-ref", "pii.person").build());

        assertThat(masker.mask("customerRef=A17 customer_ref: A18 {\"CUSTOMER-REF\":19} customerReference=A20"))
                .isEqualTo(
                        "customerRef=[REDACTED:person] customer_ref: [REDACTED:person] {\"CUSTOMER-REF\":\"[REDACTED:person]\"} customerReference=A20");
    }

    @Test
    void leavesAKeyAsItIs() {
        Masker masker = Masker.of(MaskingRules.builder().allowKey("traceToken").build());

        assertThat(masker.mask("trace_token=kim@example.org token=abc"))
                .isEqualTo("trace_token=kim@example.org token=[REDACTED:token]");
        assertThat(masker.maskValue("traceToken", "kim@example.org", "", (source, id) -> {}))
                .isEqualTo("kim@example.org");
    }

    @Test
    void leavesAValueAsItIs() {
        Masker masker = Masker.of(
                MaskingRules.builder().allowValue("noreply@example.org").build());

        assertThat(masker.mask("noreply@example.org kim@example.org"))
                .isEqualTo("noreply@example.org [REDACTED:email]");
    }

    @Test
    void asksAnOwnDetector() {
        Masker masker = Masker.of(MaskingRules.builder()
                .detector(new Ticket("shop.ticket", List.of(Anchor.word("tkt-"))))
                .build());

        assertThat(masker.mask("see TKT-0017, tkt-12")).isEqualTo("see [REDACTED:ticket], tkt-12");
    }

    @Test
    void refusesAnOwnDetectorOfATakenId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        MaskingRules.builder().detector(new Ticket("cred.password", List.of(Anchor.word("tkt-")))))
                .withMessage("there is already a detector cred.password");
    }

    @Test
    void refusesAnOwnDetectorThatNothingCalls() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaskingRules.builder().detector(new Ticket("shop.ticket", List.of())))
                .withMessageContaining("has no anchor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ticket", "Shop.ticket", "shop.ticket]", "a.b.c.d.e"})
    void refusesAnOwnDetectorWithoutAProperId(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaskingRules.builder().detector(new Ticket(id, List.of(Anchor.word("tkt-")))))
                .withMessageContaining("segments");
    }

    @Test
    void refusesADetectorThatItDoesNotKnow() {
        MaskingRules.Builder rules = MaskingRules.builder();

        assertThatIllegalArgumentException().isThrownBy(() -> rules.enable("pii.nothing"));
        assertThatIllegalArgumentException().isThrownBy(() -> rules.strategy("pii.nothing", Strategy.drop()));
        assertThatIllegalArgumentException().isThrownBy(() -> rules.key("customerRef", "pii.nothing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "---", "\u043f\u0430\u0440\u043e\u043b\u044c"})
    void refusesAKeyWithoutLetters(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaskingRules.builder().allowKey(name))
                .withMessage("the name of a key has 1 to 48 letters and digits of ASCII");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaskingRules.builder().key(name, "pii.person"))
                .withMessage("the name of a key has 1 to 48 letters and digits of ASCII");
    }

    @Test
    void refusesAnEmptyValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaskingRules.builder().allowValue(""))
                .withMessageContaining("must not be empty");
    }

    @Test
    void remembersNoEndOfKeys() {
        Masker masker = Masker.of(MaskingRules.of(Profile.DEFAULT));

        for (int i = 0; i < 5000; i++) {
            assertThat(masker.knowsKey("note" + i)).isFalse();
        }
        assertThat(masker.knowsKey("password")).isTrue();
    }
}
