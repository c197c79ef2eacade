package io.redoubt.testkit;

import java.util.List;

/** The rows of the catalogue that are no tokens. */
final class AttackScenarios {

    static final List<AttackScenario> ALL = List.of(
            new AttackScenario(
                    16,
                    "the twin of an ECDSA signature is the same token",
                    "both have one token id and one subject",
                    "OWASP CheatSheetSeries pull request 2242"),
            new AttackScenario(
                    47,
                    "another key id on every token, 10,000 a second",
                    "refused; fetches within the budget",
                    "Spring 7.1: 200 fetches for 200 tokens"),
            new AttackScenario(
                    75,
                    "a client that is not one of those that may call",
                    "refused where the service names its clients",
                    "RFC 9068 leaves it to the authorization server; Cognito has no audience instead"),
            new AttackScenario(
                    98,
                    "a token whose jti, sid, subject, client or key was revoked",
                    "refused on the next request",
                    "kong-oidc issue 73"),
            new AttackScenario(
                    138,
                    "a proof that another instance of the service has seen",
                    "refused, where the instances share a store",
                    "Spring issue 18120"),
            new AttackScenario(
                    139,
                    "a proof that is used again when its time ends, or after the memory was emptied",
                    "refused until nobody would take its iat",
                    "what is remembered must outlive the window on both sides"),
            new AttackScenario(
                    142,
                    "10,000 proofs a second, of keys that no token is bound to",
                    "refused; nothing of them is remembered",
                    "Nimbus's SDK remembers the id first, without a bound"),
            new AttackScenario(
                    143,
                    "one client with 200 good requests a second, for a minute",
                    "all of them pass",
                    "Spring refuses the 1,001st proof of a key that lives"),
            new AttackScenario(
                    146,
                    "a nonce of an hour ago, and one of another service",
                    "refused, with a new nonce; good answers bring one too",
                    "RFC 9449 8, 9"),
            new AttackScenario(
                    160,
                    "a tenant chosen by a header that disagrees with iss",
                    "refused: iss alone decides",
                    "RFC 8725 3.8"),
            new AttackScenario(
                    161,
                    "a token that was good under one policy, under another one",
                    "judged by the policy that it meets",
                    "lua-resty-openidc issue 399"),
            new AttackScenario(
                    165,
                    "a level in the words of one issuer in a token of another that is trusted too",
                    "judged by what the token's own issuer means",
                    "RFC 9470 leaves the meaning of acr to issuer and service"),
            new AttackScenario(
                    169,
                    "a session of an administrator on the request of a user with a token",
                    "the token alone says who calls and what he may",
                    "Spring issue 17988"),
            new AttackScenario(
                    170,
                    "a request that is dispatched again: async, error, forward, include",
                    "no handler is reached that the first check did not allow",
                    "servlet dispatch"),
            new AttackScenario(
                    171,
                    "a thread, platform or virtual, that serves one caller after another",
                    "nothing of the first caller is left for the second",
                    "context cleanup"),
            new AttackScenario(
                    184,
                    "a token that expires while its answer is still being written",
                    "the answer goes on: a decision holds for its request; the next request is refused",
                    "WHATWG server-sent events; Servlet 2.3.3.3"),
            new AttackScenario(
                    186,
                    "a JWK set that is slow, hangs or resets the connection",
                    "known keys go on working; unknown state is 503",
                    "camunda issue 60337; Spring, quarkus issue 12984"),
            new AttackScenario(
                    187,
                    "a JWK set that is an error, a page, empty or cut off",
                    "the last good set stays",
                    "PyJWT 2.13"),
            new AttackScenario(
                    188,
                    "a JWK set of 100 MB, a gzip bomb, 100,000 keys",
                    "cut at the limit; the last good set stays",
                    "Spring has no limit"),
            new AttackScenario(189, "a JWK set with one bad key", "the others work", "in Nimbus the whole set dies"),
            new AttackScenario(
                    190,
                    "a JWK set with private or symmetric keys",
                    "those are set aside, with a warning",
                    "Nimbus, Spring, Okta accept them"),
            new AttackScenario(
                    191,
                    "a redirect to http, another host, 169.254.169.254 or a file",
                    "not followed; the last good set stays",
                    "PyJWT GHSA-993g-76c3-p5m4; rfc8725bis SSRF"),
            new AttackScenario(
                    192,
                    "a discovery document of another issuer, or with keys on another host",
                    "refused; the last good set stays",
                    "OpenID Connect Discovery 4.3"),
            new AttackScenario(
                    193,
                    "TLS with another host's, an expired or a self-signed certificate, or TLS 1.0",
                    "refused; the last good set stays",
                    "RFC 9325"),
            new AttackScenario(
                    194,
                    "a key that was withdrawn",
                    "its tokens are refused after the next fetch, remembered ones too",
                    "Envoy, Vert.x"),
            new AttackScenario(
                    195, "a key that was added", "its tokens work within the budget of fetches", "quarkus issue 15004"),
            new AttackScenario(
                    196,
                    "a forger who uses up the budget of fetches while keys rotate",
                    "the new key is found all the same",
                    "jwks-rsa: one bucket for all"),
            new AttackScenario(
                    197,
                    "a flood of forged tokens",
                    "known callers notice little; others wait for room or get 503",
                    "1.3 ms of CPU for each on JDK 17"),
            new AttackScenario(
                    198,
                    "an introspection endpoint that is slow, fails, answers active as text, or too much",
                    "503, or refused; never accepted",
                    "Spring accepts \"true\""),
            new AttackScenario(
                    199,
                    "a clock that jumps back or forward",
                    "keys are kept by monotonic time; tokens are judged by the clock",
                    "operations"),
            new AttackScenario(
                    200,
                    "one token in a million spellings",
                    "one entry, at most",
                    "no Java validator that was tried gives a token one spelling"),
            new AttackScenario(
                    201,
                    "a million good tokens of one client",
                    "the others keep their entries",
                    "Quarkus clears the whole cache"),
            new AttackScenario(
                    202, "a remembered token that was revoked", "refused on the next request", "kong-oidc issue 73"),
            new AttackScenario(
                    203, "a remembered token after a new policy", "judged anew", "lua-resty-openidc issue 399"),
            new AttackScenario(
                    204, "a remembered token that expires", "refused from that second", "Quarkus pull request 43994"),
            new AttackScenario(
                    205,
                    "a remembered token with another signature",
                    "refused: the signature is part of the key",
                    "caches keyed by the signing input"),
            new AttackScenario(206, "a heap dump", "no text of a token in what is remembered", "data minimisation"),
            new AttackScenario(
                    207,
                    "a logout token that is another token, of somebody else, or no token, at the receiver",
                    "400, and nothing is revoked; it is no access token either",
                    "OpenID Connect Back-Channel Logout 2.6; RFC 8725 3.11"));

    static final List<AttackOmission> OMITTED = List.of(
            new AttackOmission(
                    73,
                    "a token for many audiences, ours among them",
                    "Keycloak and Auth0 write several audiences; there is no setting that asks for only one"),
            new AttackOmission(
                    76,
                    "a subject that has the id of a client",
                    "RFC 9068 2.2: a client's own token has it; RFC 9700 4.15 leaves it to the authorization server"),
            new AttackOmission(95, "a chain of actors (act)", "delegation is not interpreted: act grants nothing"),
            new AttackOmission(96, "may_act at a token exchange", "a service exchanges no tokens here"),
            new AttackOmission(
                    97,
                    "authorization_details narrower than the scope",
                    "RFC 9396 is not supported; a rule asks for scopes and roles only"),
            new AttackOmission(
                    158,
                    "a service that hands the token it got to a third party",
                    "what a service sends is not looked at; only what it receives"),
            new AttackOmission(208, "a status list", "there is no reader of status lists"));

    private AttackScenarios() {}
}
