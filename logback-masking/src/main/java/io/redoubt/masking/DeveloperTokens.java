package io.redoubt.masking;

import static io.redoubt.masking.TokenAlphabet.ANY64;
import static io.redoubt.masking.TokenAlphabet.BASE62;
import static io.redoubt.masking.TokenAlphabet.BASE64;
import static io.redoubt.masking.TokenAlphabet.DOTTED;
import static io.redoubt.masking.TokenAlphabet.DOTTED_PADDED;
import static io.redoubt.masking.TokenAlphabet.HEX;
import static io.redoubt.masking.TokenAlphabet.HEX_KEBAB;
import static io.redoubt.masking.TokenAlphabet.KEBAB;
import static io.redoubt.masking.TokenAlphabet.LOWER36;
import static io.redoubt.masking.TokenAlphabet.UPPER36;
import static io.redoubt.masking.TokenAlphabet.UPPER36_KEBAB;
import static io.redoubt.masking.TokenAlphabet.URL64;
import static io.redoubt.masking.TokenAlphabet.WORD;
import static io.redoubt.masking.TokenCheck.MIXED;
import static io.redoubt.masking.TokenCheck.RANDOM;
import static io.redoubt.masking.TokenFormat.OPEN;

import java.util.List;

/** Tokens of what developers build, ship and watch with, after what each provider's own documentation tells or shows. */
final class DeveloperTokens {

    static final List<TokenFormat> FORMATS = List.of(
            // GitHub, "About authentication to GitHub" (token formats), and the changelog of April 2026: ghs_ may hold
            // a JWT.
            TokenFormat.of("cred.provider.github", BASE62, 36, 251, "ghp_", "gho_", "ghu_", "ghr_"),
            TokenFormat.of("cred.provider.github", DOTTED, 36, OPEN, "ghs_"),
            TokenFormat.of("cred.provider.github", WORD, 36, 251, "github_pat_"),
            // GitLab, "Token overview" (token prefixes); newer ones have parts between dots.
            TokenFormat.of(
                    "cred.provider.gitlab",
                    DOTTED,
                    20,
                    OPEN,
                    "glpat-",
                    "gldt-",
                    "gloas-",
                    "glrt-",
                    "glrtr-",
                    "glptt-",
                    "glcbt-",
                    "glft-",
                    "glimt-",
                    "glagent-",
                    "glsoat-",
                    "glffct-",
                    "glwt-",
                    "GR1348941"),
            // Atlassian, "Manage API tokens", and Bitbucket Cloud, "Access tokens" and "App passwords"; Trello.
            TokenFormat.of("cred.provider.atlassian", DOTTED_PADDED, 60, OPEN, "ATATT3", "ATCTT3", "ATSTT3", "ATOTT3"),
            TokenFormat.of("cred.provider.atlassian", URL64, 20, OPEN, RANDOM, "ATBB"),
            TokenFormat.of("cred.provider.trello", BASE62, 72, "ATTA"),
            // npm, "About access tokens"; PyPI, "API tokens": a macaroon that begins with its location.
            TokenFormat.of("cred.provider.npm", BASE62, 36, "npm_"),
            TokenFormat.of("cred.provider.pypi", URL64, 50, OPEN, "pypi-AgE"),
            // RubyGems guides, "API key scopes"; crates.io; NuGet, "Scoped API keys"; Clojars, "Deploy tokens".
            TokenFormat.of("cred.provider.rubygems", HEX, 48, "rubygems_"),
            TokenFormat.of("cred.provider.crates", BASE62, 32, "cio"),
            TokenFormat.of("cred.provider.nuget", LOWER36, 43, "oy2"),
            TokenFormat.of("cred.provider.clojars", HEX, 60, "CLOJARS_"),
            // Docker, "Personal access tokens" and "Organization access tokens".
            TokenFormat.of("cred.provider.docker", URL64, 27, 40, "dckr_pat_", "dckr_oat_"),
            // JFrog, "Access tokens": API key, reference token. Sonar, "Managing tokens".
            TokenFormat.of("cred.provider.artifactory", BASE62, 68, 70, "AKCp"),
            TokenFormat.of("cred.provider.artifactory", BASE62, 56, "cmVmdGtu"),
            TokenFormat.of("cred.provider.sonarqube", HEX, 40, "squ_", "sqp_", "sqa_"),
            // Snyk, "Authentication for API": personal and service account tokens.
            TokenFormat.of("cred.provider.snyk", DOTTED, 40, OPEN, "snyk_uat.", "snyk_sat."),
            // HashiCorp Vault, "Tokens": since 1.10, and from 1.0 on; a batch token is longer.
            TokenFormat.of("cred.provider.vault", DOTTED, 24, OPEN, "hvs.", "hvb.", "hvr."),
            TokenFormat.of("cred.provider.vault", URL64, 60, OPEN, "b.AAAA"),
            TokenFormat.of("cred.provider.vault", BASE62, 24, 24, RANDOM, "s."),
            // Pulumi, Prefect, Octopus Deploy, Doppler, Infracost, Harness: "Access tokens", "API keys", "Auth token
            // formats".
            TokenFormat.of("cred.provider.pulumi", HEX, 40, "pul-"),
            TokenFormat.of("cred.provider.prefect", BASE62, 36, "pnu_", "pnb_"),
            TokenFormat.of("cred.provider.octopus", UPPER36, 25, 32, MIXED, "API-"),
            TokenFormat.of(
                    "cred.provider.doppler",
                    DOTTED,
                    40,
                    OPEN,
                    "dp.pt.",
                    "dp.st.",
                    "dp.ct.",
                    "dp.sa.",
                    "dp.said.",
                    "dp.scim.",
                    "dp.audit."),
            TokenFormat.of("cred.provider.infracost", BASE62, 32, "ico-"),
            TokenFormat.of("cred.provider.harness", DOTTED, 60, OPEN, RANDOM, "pat.", "sat."),
            // 1Password, "Service accounts" and "About your Secret Key"; age, the specification of its keys (Bech32).
            TokenFormat.of("cred.provider.1password", ANY64, 100, OPEN, "ops_eyJ"),
            TokenFormat.of("cred.provider.1password", UPPER36_KEBAB, 36, 37, MIXED, "A3-"),
            TokenFormat.of("cred.provider.age", UPPER36, 58, "AGE-SECRET-KEY-1"),
            TokenFormat.of("cred.provider.age", UPPER36, 58, OPEN, "AGE-SECRET-KEY-PQ-1"),
            // Postman, "Generate API keys"; Linear, "Authentication"; Figma, "Personal access tokens".
            TokenFormat.of("cred.provider.postman", KEBAB, 59, "PMAK-"),
            TokenFormat.of("cred.provider.postman", UPPER36, 26, "PMAT-"),
            TokenFormat.of("cred.provider.linear", BASE62, 32, 64, "lin_api_", "lin_oauth_", "lin_wh_"),
            TokenFormat.of("cred.provider.figma", URL64, 40, 60, "figd_", "figo_", "figor_", "figu_", "figur_"),
            // Buildkite, CircleCI, Sourcegraph, JetBrains Hub, LaunchDarkly: "API access tokens", "Permanent tokens",
            // "Keys".
            TokenFormat.of("cred.provider.buildkite", HEX, 40, "bkua_", "bkat_"),
            TokenFormat.of("cred.provider.circleci", WORD, 40, OPEN, "CCIPAT_", "CCIPRJ_"),
            TokenFormat.of("cred.provider.sourcegraph", WORD, 40, 64, "sgp_", "sgd_"),
            TokenFormat.of("cred.provider.jetbrains", DOTTED_PADDED, 40, OPEN, RANDOM, "perm:", "perm-"),
            TokenFormat.of("cred.provider.launchdarkly", HEX_KEBAB, 36, "sdk-"),
            // Grafana, "Service accounts" and "Access policies"; before that, Base64 of {"k":".
            TokenFormat.of("cred.provider.grafana", WORD, 41, "glsa_"),
            TokenFormat.of("cred.provider.grafana", BASE64, 32, OPEN, "glc_"),
            TokenFormat.of("cred.provider.grafana", BASE64, 60, OPEN, "eyJrIjoi"),
            // Sentry, "Token and Credential Formats".
            TokenFormat.of("cred.provider.sentry", ANY64, 60, OPEN, "sntrys_"),
            TokenFormat.of("cred.provider.sentry", HEX, 64, "sntryu_", "sntrya_", "sntryi_", "sntryr_"),
            // New Relic, "New Relic API keys"; Datadog, application keys in "AWS Secrets Manager partners".
            TokenFormat.of(
                    "cred.provider.newrelic",
                    URL64,
                    19,
                    42,
                    "NRAK-",
                    "NRAA-",
                    "NRII-",
                    "NRIQ-",
                    "NRRA-",
                    "NRJS-",
                    "NRSP-",
                    "NRBR-"),
            TokenFormat.of("cred.provider.datadog", BASE62, 34, "ddapp_"),
            // Dynatrace, "Token format": public part of 24, secret part of 64.
            TokenFormat.of(
                    "cred.provider.dynatrace",
                    DOTTED,
                    89,
                    "dt0c01.",
                    "dt0s01.",
                    "dt0s02.",
                    "dt0s03.",
                    "dt0s16.",
                    "dt0a01."),
            // PagerDuty, "API access keys" and "Scoped OAuth".
            TokenFormat.of("cred.provider.pagerduty", URL64, 18, 18, RANDOM, "u+", "y_"),
            TokenFormat.of("cred.provider.pagerduty", URL64, 30, OPEN, RANDOM, "pdus+", "pdeu+"));

    private DeveloperTokens() {}
}
