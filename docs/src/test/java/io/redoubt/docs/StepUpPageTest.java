package io.redoubt.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the page about step-up shows works. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StepUpPageTest {

    private static final Page PAGE = Page.named("step-up.md");
    private static final String MFA = "urn:example:mfa";

    private final TestIssuer issuer = TestIssuer.start();
    private final TestIssuer partner = TestIssuer.start();

    @AfterAll
    void stop() {
        issuer.close();
        partner.close();
    }

    @Test
    void showsRulesAndTheirChallenge() throws Exception {
        try (PageService service = start(0)) {
            HttpResponse<String> weak = get(service, "/transfers/7", issuer.token());

            assertThat(PAGE.all("```http\\n([^`]+)```"))
                    .containsExactly("HTTP/1.1 " + weak.statusCode() + "\nWWW-Authenticate: "
                            + weak.headers().firstValue("WWW-Authenticate").orElseThrow() + "\n");
            assertThat(status(service, "/transfers/7", loggedIn(issuer, 0, MFA)))
                    .isEqualTo(200);
            assertThat(status(service, "/transfers/7", loggedIn(issuer, 600, MFA)))
                    .isEqualTo(401);
            assertThat(status(service, "/transfers/7", loggedIn(issuer, 0, MFA).without("auth_time")))
                    .isEqualTo(401);
        }
    }

    @Test
    void showsARuleForMethodsAndSingleUse() throws Exception {
        try (PageService service = start(0)) {
            Instant twentyMinutesAgo = Instant.now().minusSeconds(1200);
            TestToken olderThanTheService = issuer.token()
                    .issuedAt(twentyMinutesAgo)
                    .expiresAt(twentyMinutesAgo.plusSeconds(3000))
                    .authenticatedAt(twentyMinutesAgo, MFA, "hwk");

            assertThat(status(service, "/limits/7", loggedIn(issuer, 0, MFA))).isEqualTo(401);
            assertThat(status(service, "/limits/7", olderThanTheService)).isEqualTo(503);
        }
    }

    @Test
    void showsHowToSayWhoseWordCounts() throws Exception {
        try (PageService service = start(1)) {
            assertThat(status(service, "/transfers/7", loggedIn(issuer, 0, MFA)))
                    .isEqualTo(200);
            assertThat(status(service, "/transfers/7", loggedIn(issuer, 0, "urn:example:hardware")))
                    .isEqualTo(200);
            assertThat(status(service, "/transfers/7", loggedIn(issuer, 0, "urn:example:pwd")))
                    .isEqualTo(401);
            assertThat(status(service, "/transfers/7", loggedIn(partner, 0, MFA)))
                    .isEqualTo(401);
        }
    }

    @Test
    void showsNoOtherConfiguration() {
        assertThat(PAGE.configurations()).hasSize(2);
    }

    @Test
    void listsTheCodeOfEachDemand() {
        assertThat(PAGE.codes())
                .contains(
                        "access.insufficient-acr",
                        "access.insufficient-amr",
                        "access.login-too-old",
                        "access.elevation-spent")
                .isSubsetOf(Page.knownCodes());
    }

    @Test
    void linksToFilesThatAreThere() {
        assertThat(PAGE.links())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link).exists());
    }

    private PageService start(int example) throws IOException {
        List<String> configurations = PAGE.configurations();
        return PageService.start(
                configurations
                        .get(example)
                        .replace("https://idp.example", issuer.issuerUri())
                        .replace("https://idp.partner.example", partner.issuerUri()),
                example == 0
                        ? Map.of(
                                "redoubt.issuers.main.issuer-uri",
                                issuer.issuerUri(),
                                "redoubt.issuers.main.audience",
                                "orders")
                        : Map.of());
    }

    private static TestToken loggedIn(TestIssuer by, int secondsAgo, String acr) {
        return by.token().authenticatedAt(Instant.now().minusSeconds(secondsAgo), acr, "otp");
    }

    private static int status(PageService service, String path, TestToken token)
            throws IOException, InterruptedException {
        return get(service, path, token).statusCode();
    }

    private static HttpResponse<String> get(PageService service, String path, TestToken token)
            throws IOException, InterruptedException {
        return service.get(path, "Authorization", "Bearer " + token.sign());
    }
}
