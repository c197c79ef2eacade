package io.redoubt.quickstart.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    private static final Step REFUSED = Step.refused("an expired token", "", "a.b.c", "token.expired");
    private static final Step ACCEPTED = Step.accepted("a good token", "", "a.b.c");

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
        Outcome outcome = new Outcome(401, Optional.empty(), "", Optional.of("code=token.expired"));

        assertThat(outcome.isAsExpected(REFUSED)).isFalse();
    }

    @Test
    void isNotAsExpectedWhenTheLogIsSilent() {
        assertThat(new Outcome(401, Optional.of("Bearer"), "", Optional.empty()).isAsExpected(REFUSED))
                .isFalse();
    }

    @Test
    void isNotAsExpectedWhenAWrongTokenIsAccepted() {
        assertThat(new Outcome(200, Optional.empty(), "", Optional.empty()).isAsExpected(REFUSED))
                .isFalse();
    }

    @Test
    void isAsExpectedWhenAGoodTokenIsAccepted() {
        assertThat(new Outcome(200, Optional.empty(), "[]", Optional.empty()).isAsExpected(ACCEPTED))
                .isTrue();
    }

    private static Outcome refusal(int status, String reason) {
        return new Outcome(status, Optional.of("Bearer"), "", Optional.of(reason));
    }
}
