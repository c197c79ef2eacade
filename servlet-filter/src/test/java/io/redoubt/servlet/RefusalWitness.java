package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.testkit.AttackTarget;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sees all that a refusal may show, and that nothing else happened.
 *
 * @param server in front of which the filter stands
 * @param events what the guard reported
 * @param log what was logged
 */
record RefusalWitness(GuardedServer server, RecordedEvents events, CapturedLog log) {

    static final List<String> NO_TOKEN = refusal("401", "Bearer realm=\"orders\"");
    static final List<String> INVALID_REQUEST = refusal(
            "400",
            "Bearer realm=\"orders\", error=\"invalid_request\", error_description=\"the request is malformed\"");
    static final List<String> INVALID_TOKEN = refusal(
            "401",
            "Bearer realm=\"orders\", error=\"invalid_token\","
                    + " error_description=\"the access token is not valid here\"");
    static final String INSUFFICIENT = "Bearer realm=\"orders\", error=\"insufficient_scope\","
            + " error_description=\"the request needs more than the access token grants\"";

    /** {@return the whole head of a refusal with this challenge} */
    static List<String> refusal(String status, String challenge) {
        return List.of(
                "HTTP/1.1 " + status + " ",
                "Cache-Control: no-store",
                "WWW-Authenticate: " + challenge,
                "Content-Length: 0",
                "Connection: close");
    }

    void forget() {
        server.forget();
        events.forget();
        log.forget();
    }

    /** The whole head, no body, no handler, one event, one line. */
    void assertRefused(RawResponse response, List<String> head, Reason reason) {
        assertThat(response.head()).containsExactlyInAnyOrderElementsOf(head);
        assertThat(response.body()).isEmpty();
        assertThat(server.reached()).isEmpty();
        assertThat(events.reasons()).containsExactly(reason);
        assertThat(log.lines()).singleElement().asString().startsWith("access denied: code=" + reason.code() + " ");
    }

    /** Neither the token, nor a part of it as it is written or as it is read, stands anywhere. */
    void assertNothingRepeated(RawResponse response, String token) {
        List<String> outlets = Stream.of(
                        response.head(),
                        List.of(response.body()),
                        events.all().stream().map(Object::toString).toList(),
                        log.lines())
                .flatMap(List::stream)
                .toList();
        for (String outlet : outlets) {
            assertThat(outlet).doesNotContain(AttackTarget.CANARY);
            for (String part : token.split("[^A-Za-z0-9_-]+", -1)) {
                if (part.length() >= 16) {
                    assertThat(outlet).doesNotContain(part.substring(0, 16));
                }
            }
        }
    }
}
