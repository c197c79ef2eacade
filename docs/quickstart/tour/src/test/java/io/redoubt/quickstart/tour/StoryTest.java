package io.redoubt.quickstart.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoryTest {

    private static final Step EXPIRED =
            Step.refused("An expired token", "client yesterday", "token.expired", previous -> previous);

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void tellsAStep() {
        plainly().step(3, EXPIRED, outcome("access denied: code=token.expired"));

        assertThat(told.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "",
                        "  3  An expired token",
                        "     sent      client yesterday",
                        "     answer    401 refused",
                        "               WWW-Authenticate: Bearer",
                        "     log       access denied: code=token.expired");
    }

    @Test
    void tellsFirstWhatMadeTheClientRepeatItsRequest() {
        Outcome first = new Outcome(
                401,
                List.of("DPoP error=\"e\""),
                Optional.of("n1"),
                "",
                Optional.of("code=c"),
                Optional.empty(),
                List.of());
        Outcome second = answer("[]");

        plainly().step(10, Step.accepted("A good token", "GET /orders", previous -> previous), second.after(first));

        assertThat(told.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "",
                        " 10  A good token",
                        "     sent      GET /orders",
                        "     answer    401 refused",
                        "               WWW-Authenticate: DPoP error=\"e\"",
                        "               DPoP-Nonce: n1",
                        "     log       code=c",
                        "     sent      the same with a new proof, which holds that nonce",
                        "     answer    200 accepted",
                        "               []",
                        "               NOT AS EXPECTED: wanted 200");
    }

    @Test
    void tellsWhatElseThereIsToSeeLineByLine() {
        Step stored = Step.accepted("An order", "POST /orders", previous -> previous);

        plainly().step(14, stored, answer("{}").showing(new Outcome.Note("stored", "item   kettle\nemail  r1.AA")));

        assertThat(told.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "",
                        " 14  An order",
                        "     sent      POST /orders",
                        "     answer    200 accepted",
                        "               {}",
                        "     stored    item   kettle",
                        "               email  r1.AA");
    }

    @Test
    void tellsWhatTheAnswerShouldHaveShown() {
        Step found =
                Step.accepted("A search", "POST /search", previous -> previous).showing("kettle");

        plainly().step(15, found, answer("[]"));

        assertThat(told.toString(StandardCharsets.UTF_8)).contains("NOT AS EXPECTED: wanted 200 and kettle");
    }

    @Test
    void tellsOnceWhatEveryChallengeRepeats() {
        String bearer = "Bearer realm=\"o\", resource_metadata=\"m\"";
        String dpop = "DPoP realm=\"o\", algs=\"ES256\", resource_metadata=\"m\"";
        String error = "DPoP realm=\"o\", error=\"e\", algs=\"ES256\", resource_metadata=\"m\"";

        plainly().step(2, EXPIRED, outcome("code=c", bearer, dpop));
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("WWW-Authenticate: " + bearer + "\n", "WWW-Authenticate: " + dpop + "\n");
        told.reset();

        plainly().step(3, EXPIRED, outcome("code=c", error, bearer));
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("WWW-Authenticate: DPoP realm=\"o\", error=\"e\", ...\n")
                .doesNotContain("Bearer");
    }

    @Test
    void keepsLongLinesWithinAHundredColumns() {
        plainly().step(3, EXPIRED, outcome("access denied: code=token.expired " + "word ".repeat(60)));

        assertThat(told.toString(StandardCharsets.UTF_8).lines())
                .hasSizeGreaterThan(8)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void breaksLongLinesOutsideQuotationMarks() {
        plainly().step(3, EXPIRED, outcome("one ".repeat(15) + "reason=\"" + "two ".repeat(10) + "\""));

        assertThat(told.toString(StandardCharsets.UTF_8)).contains("\n               reason=\"two two");
    }

    @Test
    void saysWhatItExpectedWhenSomethingElseCame() {
        plainly().step(3, EXPIRED, outcome("access denied: code=token.malformed"));

        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("NOT AS EXPECTED: wanted 401 and code=token.expired in the log");
    }

    @Test
    void emphasisesOnATerminalOnly() {
        new Story(stream(), Style.ANSI).opens();
        String onTerminal = told.toString(StandardCharsets.UTF_8);
        told.reset();

        plainly().opens();

        assertThat(onTerminal).contains("\u001b[1m");
        assertThat(told.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b");
    }

    private Story plainly() {
        return new Story(stream(), Style.PLAIN);
    }

    private PrintStream stream() {
        return new PrintStream(told, true, StandardCharsets.UTF_8);
    }

    private static Outcome outcome(String reason) {
        return outcome(reason, "Bearer");
    }

    private static Outcome outcome(String reason, String... challenges) {
        return new Outcome(
                401, List.of(challenges), Optional.empty(), "", Optional.of(reason), Optional.empty(), List.of());
    }

    private static Outcome answer(String body) {
        return new Outcome(200, List.of(), Optional.empty(), body, Optional.empty(), Optional.empty(), List.of());
    }
}
