package io.redoubt.quickstart.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    private static final Step REFUSED = Step.refused("an expired token", "", "token.expired", previous -> previous);
    private static final Step ACCEPTED = Step.accepted("a good token", "", previous -> previous);
    private static final Outcome ACCEPTANCE = outcome(200, List.of(), Optional.empty());

    @Test
    void isAsExpectedWithStatusChallengeAndReason() {
        assertThat(refusal(401, "code=token.expired status=401").isAsExpected(REFUSED))
                .isTrue();
    }

    @Test
    void isNotAsExpectedForAnotherReason() {
        assertThat(refusal(401, "code=token.expired-not status=401").isAsExpected(REFUSED))
                .isFalse();
    }

    @Test
    void isNotAsExpectedWithAnotherStatus() {
        assertThat(refusal(503, "code=token.expired status=503").isAsExpected(REFUSED))
                .isFalse();
    }

    @Test
    void isNotAsExpectedWithoutAChallenge() {
        assertThat(outcome(401, List.of(), Optional.of("code=token.expired")).isAsExpected(REFUSED))
                .isFalse();
    }

    @Test
    void isNotAsExpectedWhenTheLogIsSilent() {
        assertThat(outcome(401, List.of("Bearer"), Optional.empty()).isAsExpected(REFUSED))
                .isFalse();
    }

    @Test
    void isNotAsExpectedWhenAWrongTokenIsAccepted() {
        assertThat(ACCEPTANCE.isAsExpected(REFUSED)).isFalse();
    }

    @Test
    void isAsExpectedWhenAGoodTokenIsAccepted() {
        assertThat(ACCEPTANCE.isAsExpected(ACCEPTED)).isTrue();
    }

    @Test
    void isAsExpectedWhenAGoodTokenIsAcceptedWithTheNonceThatWasAskedFor() {
        Outcome first = refusal(401, "code=dpop.nonce-needed status=401");

        assertThat(ACCEPTANCE.after(first).isAsExpected(ACCEPTED)).isTrue();
    }

    @Test
    void isNotAsExpectedWhenAGoodTokenIsRefusedAtFirstForAnotherReason() {
        Outcome first = refusal(401, "code=dpop.wrong-url status=401");

        assertThat(ACCEPTANCE.after(first).isAsExpected(ACCEPTED)).isFalse();
    }

    @Test
    void isAsExpectedWithoutAChallengeWhereNoTokenIsWanting() {
        Step stored = Step.refused("a stolen value", "", "field.tampered", previous -> previous)
                .with(409);

        assertThat(outcome(409, List.of(), Optional.of("value refused: code=field.tampered"))
                        .isAsExpected(stored))
                .isTrue();
        assertThat(outcome(409, List.of("Bearer"), Optional.of("value refused: code=field.tampered"))
                        .isAsExpected(stored))
                .isFalse();
        assertThat(outcome(409, List.of(), Optional.empty()).isAsExpected(stored))
                .isFalse();
    }

    @Test
    void isAsExpectedOnlyWithWhatTheAnswerMustShow() {
        assertThat(ACCEPTANCE.isAsExpected(ACCEPTED.showing("kettle"))).isTrue();
        assertThat(ACCEPTANCE.isAsExpected(ACCEPTED.showing("teapot"))).isFalse();
    }

    @Test
    void isAcceptedWithWhateverSaysSo() {
        assertThat(outcome(200, List.of(), Optional.empty()).isAccepted()).isTrue();
        assertThat(outcome(201, List.of(), Optional.empty()).isAccepted()).isTrue();
        assertThat(outcome(302, List.of(), Optional.empty()).isAccepted()).isFalse();
        assertThat(outcome(409, List.of(), Optional.empty()).isAccepted()).isFalse();
    }

    @Test
    void knowsTheNumberOfAnOrder() {
        assertThat(ACCEPTANCE.id()).isEqualTo(7);
        assertThatThrownBy(() -> outcome(200, List.of(), Optional.empty(), "[]").id())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void knowsWhatTheServiceDemands() {
        Outcome outcome = outcome(
                401,
                List.of("DPoP realm=\"orders\"", "Bearer error=\"e\", acr_values=\"urn:example:mfa\", max_age=\"300\""),
                Optional.empty());

        assertThat(outcome.demanded("acr_values")).hasValue("urn:example:mfa");
        assertThat(outcome.demanded("max_age")).hasValue("300");
        assertThat(outcome.demanded("scope")).isEmpty();
    }

    private static Outcome refusal(int status, String reason) {
        return outcome(status, List.of("Bearer"), Optional.of(reason));
    }

    private static Outcome outcome(int status, List<String> challenges, Optional<String> reason) {
        return outcome(status, challenges, reason, "{\"id\":7,\"item\":\"kettle\"}");
    }

    private static Outcome outcome(int status, List<String> challenges, Optional<String> reason, String body) {
        return new Outcome(status, challenges, Optional.empty(), body, reason, Optional.empty(), List.of());
    }
}
