package io.redoubt.masking;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What tokens look like, written down apart from the detectors. {@code <A36>} stands for 36 characters of a class; values are drawn anew
 * in each run, so that no secret, nor anything that looks like one, is in this repository.
 */
final class TokenShapes {

    record Shape(String id, String pattern) {
        String value(Random random) {
            return PLACE.matcher(pattern)
                    .replaceAll(place -> Matcher.quoteReplacement(characters(
                            random, CLASSES.get(place.group(1).charAt(0)), Integer.parseInt(place.group(2)))));
        }

        @Override
        public String toString() {
            return id + " " + pattern;
        }
    }

    private static final Pattern PLACE = Pattern.compile("<([A-Za-z])(\\d+)>");
    private static final String DIGITS = "0123456789";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final Map<Character, String> CLASSES = Map.of(
            'A', DIGITS + UPPER + LOWER,
            'd', "123456789",
            'h', DIGITS + "abcdef",
            'U', DIGITS + UPPER,
            'l', DIGITS + LOWER,
            'S', "234567" + UPPER,
            'b', DIGITS + UPPER + LOWER + "-_",
            'B', DIGITS + UPPER + LOWER + "+/",
            'c', DIGITS + UPPER + LOWER + "./");

    private TokenShapes() {}

    /** The first three are of three kinds, where there are three, and no sign ends it: a random value is no word. */
    private static String characters(Random random, String alphabet, int count) {
        StringBuilder value = new StringBuilder();
        int first = random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String choice = i < 3 || i == count - 1 ? kind(alphabet, (first + i) % 3) : alphabet;
            value.append(choice.charAt(random.nextInt(choice.length())));
        }
        return value.toString();
    }

    private static String kind(String alphabet, int kind) {
        String wanted = List.of(DIGITS, UPPER, LOWER).get(kind);
        String found = alphabet.chars()
                .filter(c -> wanted.indexOf(c) >= 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return found.isEmpty() ? alphabet : found;
    }

    static List<Shape> all() {
        return (CLOUDS + DEVELOPERS + MODELS + BUSINESS + HASHES)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.strip().split(" ", 2))
                .map(parts -> new Shape("cred." + parts[0], parts[1]))
                .toList();
    }

    private static final String CLOUDS = """
            provider.aws-access-key-id AKIA<S16>
            provider.aws-access-key-id ASIA<S16>
            provider.aws-session-token IQoJb3JpZ2luX2Vj<B300>==
            provider.aws-bedrock ABSKQmVkcm9ja0FQSUtleS<B100>=
            provider.aws-bedrock bedrock-api-key-<B600>
            provider.amazon-mws amzn.mws.<h8>-<h4>-<h4>-<h4>-<h12>
            provider.amazon-login amzn1.oa2-cs.v1.<h64>
            provider.amazon-login Atza|<b200>
            provider.google-api-key AIza<b35>
            provider.google-api-key AQ.Ab<b48>
            provider.google-oauth ya29.<b180>
            provider.google-oauth 1//0<b99>
            provider.google-oauth 4/0A<b68>
            provider.google-oauth-secret GOCSPX-<b28>
            provider.google-hmac-id GOOG1E<U55>
            provider.azure-account-key <B86>==
            provider.azure-sas <A20>%2B<A20>%3D
            provider.alibaba-access-key-id LTAI5t<A18>
            provider.tencent-secret-id AKID<A32>
            provider.yandex AQVN<b36>
            provider.yandex t1.<b120>.<b86>
            provider.yandex YCM<b37>
            provider.digitalocean dop_v1_<h64>
            provider.digitalocean doo_v1_<h64>
            provider.heroku HRKU-<h8>-<h4>-<h4>-<h4>-<h12>
            provider.fly fm2_<B120>==
            provider.netlify nfp_<A36>
            provider.vercel vcp_<A56>
            provider.cloudflare cfut_<A40><h8>
            provider.cloudflare v1.0-<h24>-<h146>
            provider.supabase sbp_<h40>
            provider.supabase sb_secret_<b31>
            provider.planetscale pscale_tkn_<b43>
            provider.planetscale pscale_pw_<b43>
            provider.neon napi_<l64>
            provider.mongodb-atlas mdb_sa_sk_<b40>
            provider.aiven AVNS_<b19>
            provider.databricks dapi<h32>
            provider.scalingo tk-us-<b48>
            provider.confluent cflt<B60>
            provider.scaleway-access-key-id SCW<U17>
            provider.openshift sha256~<b43>
            provider.tailscale tskey-auth-<A11>CNTRL-<A32>
            provider.render rnd_<A28>
            provider.nats SUA<S55>
            provider.scalingo tk-us-<b48>
            provider.digitalocean-spaces-id DO00<U16>
            provider.elastic essu_<B80>==
            """;

    private static final String DEVELOPERS = """
            provider.github ghp_<A36>
            provider.github gho_<A36>
            provider.github ghu_<A36>
            provider.github ghr_<A76>
            provider.github ghs_<A36>
            provider.github ghs_<d7>_eyJ<b30>.eyJ<b200>.<b86>
            provider.github github_pat_<A22>_<A59>
            provider.gitlab glpat-<b20>
            provider.gitlab glpat-<b27>.<h2>.<l9>
            provider.gitlab gldt-<b20>
            provider.gitlab glrt-t1_<b20>
            provider.gitlab glptt-<h40>
            provider.gitlab glcbt-<h2>_<b20>
            provider.gitlab glsoat-<b20>
            provider.gitlab glagent-<b50>
            provider.gitlab gloas-<h64>
            provider.atlassian ATATT3xFfGF0<b172>=<U8>
            provider.atlassian ATCTT3xFfGN0<b172>=<U8>
            provider.atlassian ATBB<A24><U8>
            provider.npm npm_<A36>
            provider.pypi pypi-AgEIcHlwaS5vcmc<b150>
            provider.rubygems rubygems_<h48>
            provider.crates cio<A32>
            provider.nuget oy2<l43>
            provider.clojars CLOJARS_<h60>
            provider.docker dckr_pat_<b27>
            provider.docker dckr_oat_<b32>
            provider.artifactory AKCp8<A68>
            provider.artifactory cmVmdGtu<A56>
            provider.sonarqube squ_<h40>
            provider.sonarqube sqp_<h40>
            provider.snyk snyk_uat.<h8>.<b60>
            provider.vault hvs.<b90>
            provider.vault hvb.<b130>
            provider.vault s.<A24>
            provider.terraform <A14>.atlasv1.<b67>
            provider.pulumi pul-<h40>
            provider.prefect pnu_<A36>
            provider.octopus API-<U25>
            provider.doppler dp.pt.<A43>
            provider.doppler dp.st.dev.<A43>
            provider.infracost ico-<A32>
            provider.harness pat.<b22>.<h24>.<A20>
            provider.1password ops_eyJ<b250>
            provider.1password A3-<U6>-<U6>-<U5>-<U5>-<U5>-<U5>
            provider.age AGE-SECRET-KEY-1<U58>
            provider.postman PMAK-<h24>-<h34>
            provider.linear lin_api_<A40>
            provider.figma figd_<b40>
            provider.buildkite bkua_<h40>
            provider.circleci CCIPAT_<A22>_<h40>
            provider.sourcegraph sgp_<h40>
            provider.jetbrains perm:<A20>=.<A24>=.<A30>
            provider.launchdarkly sdk-<h8>-<h4>-<h4>-<h4>-<h12>
            provider.grafana glsa_<A32>_<h8>
            provider.grafana glc_<B120>==
            provider.grafana eyJrIjoi<B80>=
            provider.sentry sntrys_<B120>==_<B43>
            provider.sentry sntryu_<h64>
            provider.newrelic NRAK-<U27>
            provider.newrelic NRII-<b32>
            provider.datadog ddapp_<A34>
            provider.dynatrace dt0c01.<U24>.<U64>
            provider.pagerduty u+<b18>
            provider.base64-private-key LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0t<B200>=
            provider.trello ATTA<A72>
            provider.der-private-key MIIEpAIBAAKCAQEA<B1500>==
            provider.der-private-key MIIEvQIBADANBgkq<B1500>=
            provider.der-private-key MIGHAgEAMBMG<B172>
            provider.der-private-key MHcCAQEEI<B150>
            """;

    private static final String MODELS = """
            provider.openai sk-<A48>
            provider.openai sk-proj-<b120>
            provider.openai sk-svcacct-<b120>
            provider.openai sk-<l32>
            provider.anthropic sk-ant-api03-<b93>AA
            provider.openrouter sk-or-v1-<h64>
            provider.groq gsk_<A52>
            provider.firecrawl fc-<h32>
            provider.adobe p8e-<h32>
            provider.perplexity pplx-<A48>
            provider.huggingface hf_<A34>
            provider.replicate r8_<A37>
            provider.xai xai-<A80>
            provider.cerebras csk-<l48>
            provider.nvidia nvapi-<b64>
            provider.together tgp_v1_<b43>
            provider.langsmith lsv2_pt_<h32>_<h10>
            provider.langfuse sk-lf-<h8>-<h4>-<h4>-<h4>-<h12>
            provider.pinecone pcsk_<A6>_<A63>
            provider.elevenlabs sk_<h48>
            provider.tavily tvly-<A32>
            provider.jina jina_<A60>
            provider.voyage pa-<b43>
            provider.firecrawl fc-<h32>
            provider.wandb wandb_v1_<A77>
            """;

    private static final String BUSINESS = """
            provider.slack xoxb-<d12>-<d12>-<A24>
            provider.slack xoxp-<d12>-<d12>-<d12>-<h32>
            provider.slack xoxe.xoxp-1-<A160>
            provider.slack xapp-1-<U11>-<d13>-<h64>
            provider.slack xoxd-<A60>%2F<A60>%3D
            provider.slack-webhook T<U10>/B<U10>/<A24>
            provider.discord-webhook <d18>/<b68>
            provider.teams-webhook <h8>-<h4>-<h4>-<h4>-<h12>@<h8>-<h4>-<h4>-<h4>-<h12>/IncomingWebhook/<h32>/<h8>
            provider.stripe sk_live_<A24>
            provider.stripe sk_test_<A99>
            provider.stripe rk_live_<A24>
            provider.stripe whsec_<B32>
            provider.square EAAA<b60>
            provider.square sq0atp-<b22>
            provider.square sq0csp-<b43>
            provider.braintree access_token$production$<l16>$<h32>
            provider.shopify shpat_<h32>
            provider.plaid access-production-<h8>-<h4>-<h4>-<h4>-<h12>
            provider.razorpay-id rzp_live_<A14>
            provider.payment-api live_<h35>
            provider.payment-api test_<A30>
            provider.flutterwave FLWSECK_TEST-<h32>-X
            provider.duffel duffel_test_<b43>
            provider.easypost EZAK<A54>
            provider.shippo shippo_live_<h40>
            provider.twilio-id SK<h32>
            provider.twilio-id AC<h32>
            provider.sendgrid SG.<b22>.<b43>
            provider.mailgun key-<h32>
            provider.mailchimp <h32>-us6
            provider.mailchimp <h32>-us21
            provider.brevo xkeysib-<h64>-<A16>
            provider.resend re_<A8>_<A24>
            provider.hubspot pat-eu1-<h8>-<h4>-<h4>-<h4>-<h12>
            provider.klaviyo pk_<h34>
            provider.notion ntn_<A46>
            provider.notion secret_<A43>
            provider.asana 1/<d16>:<h32>
            provider.asana 2/<d16>/<d16>:<h32>
            provider.airtable pat<A14>.<h64>
            provider.typeform tfp_<b59>
            provider.contentful CFPAT-<b43>
            provider.readme rdme_<l70>
            provider.frameio fio-u-<b64>
            provider.mapbox sk.eyJ<b60>.<b22>
            provider.dropbox sl.<b140>
            provider.dropbox sl.u.<b200>
            provider.facebook EAA<A180>
            provider.twitter AAAAAAAAAAAAAAAAAAAAA<A30>%2F<A50>
            provider.telegram <d10>:AA<b33>
            provider.discord MTQ<A21>.<b6>.<b38>
            provider.discord OTk<A23>.<b6>.<b27>
            provider.linkedin AQV<b180>
            provider.linkedin WPL_AP1.<A16>.<A8>
            provider.okta 00<b40>
            provider.adafruit aio_<A28>
            provider.ubidots BBFF-<A30>
            provider.adobe p8e-<h32>
            provider.intercom dG9rO<A54>=
            """;

    private static final String HASHES = """
            hash.bcrypt $2a$10$<c53>
            hash.bcrypt $2b$12$<c53>
            hash.sha-crypt $6$rounds=5000$<A16>$<c86>
            hash.sha-crypt $5$<A16>$<c43>
            hash.md5-crypt $1$<A8>$<c22>
            hash.md5-crypt $apr1$<A8>$<c22>
            hash.yescrypt $y$j9T$<c22>$<c43>
            hash.cisco $9$<c14>$<c43>
            hash.phpass $P$<c31>
            hash.argon2 $argon2id$v=19$m=65536,t=3,p=4$<B22>$<B43>
            hash.scrypt $scrypt$ln=16,r=8,p=1$<B22>$<B43>
            hash.scrypt scrypt:32768:8:1$<A16>$<h128>
            hash.pbkdf2 pbkdf2_sha256$600000$<A22>$<B43>=
            hash.pbkdf2 pbkdf2:sha256:600000$<A16>$<h64>
            hash.ldap {SSHA}<B32>
            hash.ldap {SSHA512}<B96>==
            hash.spring {pbkdf2}<h96>
            hash.postgres SCRAM-SHA-256$4096:<B22>==$<B43>=:<B43>=
            hash.postgres md5<h32>
            """;
}
