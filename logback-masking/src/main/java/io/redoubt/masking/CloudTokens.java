package io.redoubt.masking;

import static io.redoubt.masking.TokenAlphabet.ANY64;
import static io.redoubt.masking.TokenAlphabet.BASE32;
import static io.redoubt.masking.TokenAlphabet.BASE62;
import static io.redoubt.masking.TokenAlphabet.BASE64;
import static io.redoubt.masking.TokenAlphabet.DOTTED;
import static io.redoubt.masking.TokenAlphabet.DOTTED_PADDED;
import static io.redoubt.masking.TokenAlphabet.HEX;
import static io.redoubt.masking.TokenAlphabet.HEX_ANY;
import static io.redoubt.masking.TokenAlphabet.HEX_KEBAB;
import static io.redoubt.masking.TokenAlphabet.KEBAB;
import static io.redoubt.masking.TokenAlphabet.PERCENT64;
import static io.redoubt.masking.TokenAlphabet.UPPER36;
import static io.redoubt.masking.TokenAlphabet.URL64;
import static io.redoubt.masking.TokenCheck.MIXED;
import static io.redoubt.masking.TokenCheck.NONE;
import static io.redoubt.masking.TokenCheck.RANDOM;
import static io.redoubt.masking.TokenFormat.OPEN;

import java.util.List;

/** Tokens of clouds and hosts, after what each provider's own documentation tells or shows. */
final class CloudTokens {

    static final List<TokenFormat> FORMATS = List.of(
            // AWS IAM User Guide, "Understanding unique ID prefixes". The others there (AROA, AIDA, AGPA, ...) name
            // principals and
            // policies, which logs need and which open nothing.
            TokenFormat.of("cred.provider.aws-access-key-id", BASE32, 16, 16, NONE, "AKIA", "ASIA", "ABIA", "ACCA"),
            // AWS STS: opaque; Base64 of a header that says who issued it.
            TokenFormat.of(
                    "cred.provider.aws-session-token",
                    BASE64,
                    80,
                    OPEN,
                    "IQoJb3JpZ2lu",
                    "FwoGZXIvYXdz",
                    "FQoGZXIvYXdz"),
            // Amazon Bedrock User Guide, "API keys": the long one is Base64 of BedrockAPIKey-..., the short one a
            // presigned URL.
            TokenFormat.of("cred.provider.aws-bedrock", ANY64, 60, OPEN, "ABSKQmVkcm9j", "bedrock-api-key-"),
            // Selling Partner API, "Connect to the Selling Partner API"; Login with Amazon, "Authorization Code Grant".
            TokenFormat.of("cred.provider.amazon-mws", HEX_KEBAB, 36, "amzn.mws."),
            TokenFormat.of("cred.provider.amazon-login", HEX, 64, "amzn1.oa2-cs.v1."),
            TokenFormat.of("cred.provider.amazon-login", ANY64, 60, OPEN, "Atza|", "Atzr|"),
            // Google Cloud, "Manage API keys"; Google Identity, "Using OAuth 2.0": access, refresh, client secret,
            // code.
            TokenFormat.of("cred.provider.google-api-key", URL64, 35, "AIza"),
            TokenFormat.of("cred.provider.google-api-key", URL64, 40, OPEN, "AQ.Ab"),
            TokenFormat.of("cred.provider.google-oauth", DOTTED, 20, OPEN, "ya29."),
            TokenFormat.of("cred.provider.google-oauth", URL64, 40, OPEN, "1//0", "4/0A"),
            TokenFormat.of("cred.provider.google-oauth-secret", URL64, 28, "GOCSPX-"),
            // Cloud Storage, "HMAC keys": 61 characters for a service account, 24 for a user.
            TokenFormat.of("cred.provider.google-hmac-id", UPPER36, 57, 57, MIXED, "GOOG"),
            TokenFormat.of("cred.provider.google-hmac-id", UPPER36, 20, 20, MIXED, "GOOG"),
            // Azure Storage, "Configure connection strings": 64 bytes in Base64; Service Bus and Event Hubs: 32.
            TokenFormat.of("cred.provider.azure-account-key", BASE64, 43, 88, "AccountKey=", "SharedAccessKey="),
            // Azure Storage, "Create a service SAS": HMAC-SHA-256 in Base64, percent-encoded.
            TokenFormat.of("cred.provider.azure-sas", PERCENT64, 43, OPEN, "sig="),
            // Alibaba Cloud RAM and Tencent Cloud CAM, "access key pair": the id; its secret has no shape.
            TokenFormat.of("cred.provider.alibaba-access-key-id", BASE62, 12, 26, MIXED, "LTAI"),
            TokenFormat.of("cred.provider.tencent-secret-id", BASE62, 32, "AKID"),
            // Yandex Cloud, "Secret formats": API key, IAM token, OAuth token, static key.
            TokenFormat.of("cred.provider.yandex", URL64, 35, 40, "AQVN"),
            TokenFormat.of("cred.provider.yandex", DOTTED_PADDED, 90, OPEN, "t1."),
            TokenFormat.of("cred.provider.yandex", URL64, 50, OPEN, "y0_", "y1_", "y2_", "y3_"),
            TokenFormat.of("cred.provider.yandex", URL64, 37, 37, RANDOM, "YCM", "YCN", "YCO", "YCP"),
            // DigitalOcean API, "Authentication"; Spaces access keys.
            TokenFormat.of("cred.provider.digitalocean", HEX, 64, "dop_v1_", "doo_v1_", "dor_v1_"),
            TokenFormat.of("cred.provider.digitalocean-spaces-id", UPPER36, 16, "DO00"),
            // Heroku Platform API, "Authentication".
            TokenFormat.of("cred.provider.heroku", URL64, 36, OPEN, "HRKU-"),
            // Fly.io, "Access tokens": macaroons; several are joined by commas.
            TokenFormat.of("cred.provider.fly", ANY64, 40, OPEN, "fm2_", "fm1r_", "fm1a_", "fo1_"),
            // Netlify API, "Get started".
            TokenFormat.of("cred.provider.netlify", URL64, 36, 44, "nfp_", "nfc_", "nfo_", "nfb_", "nfu_"),
            // Vercel changelog, "Introducing new token formats and secret scanning"; Vercel Blob.
            TokenFormat.of(
                    "cred.provider.vercel", URL64, 24, OPEN, "vcp_", "vci_", "vca_", "vcr_", "vck_", "vercel_blob_rw_"),
            // Cloudflare, "Token formats": 40 characters and a checksum; Origin CA keys.
            TokenFormat.of("cred.provider.cloudflare", BASE62, 40, 60, "cfk_", "cfut_", "cfat_"),
            TokenFormat.of("cred.provider.cloudflare", HEX_KEBAB, 100, OPEN, MIXED, "v1.0-"),
            // Supabase, "Access tokens" and "Understanding API keys"; PlanetScale, "Service tokens"; Neon, "Manage API
            // keys".
            TokenFormat.of("cred.provider.supabase", HEX, 40, "sbp_", "sbp_oauth_"),
            TokenFormat.of("cred.provider.supabase", URL64, 20, OPEN, "sb_secret_"),
            TokenFormat.of("cred.provider.planetscale", DOTTED, 32, OPEN, "pscale_tkn_", "pscale_oauth_", "pscale_pw_"),
            TokenFormat.of("cred.provider.neon", BASE62, 40, OPEN, "napi_"),
            // MongoDB Atlas, "Service accounts"; Aiven, "Authentication tokens" and passwords of services; Elastic
            // Cloud.
            TokenFormat.of("cred.provider.mongodb-atlas", URL64, 40, OPEN, "mdb_sa_sk_"),
            TokenFormat.of("cred.provider.aiven", ANY64, 64, OPEN, "aivenv1"),
            TokenFormat.of("cred.provider.aiven", URL64, 19, "AVNS_"),
            TokenFormat.of("cred.provider.elastic", ANY64, 40, OPEN, "essu_"),
            // Databricks, "Personal access token authentication" and "OAuth".
            TokenFormat.of("cred.provider.databricks", HEX_ANY, 32, "dapi", "dose"),
            TokenFormat.of("cred.provider.scalingo", URL64, 40, 64, "tk-us-"),
            // Confluent Cloud, "API key format": the secret, since July 2025.
            TokenFormat.of("cred.provider.confluent", BASE64, 56, 64, "cflt"),
            // Scaleway, "API keys": the id. Red Hat OpenShift, "OAuth tokens": SHA-256 in Base64.
            TokenFormat.of("cred.provider.scaleway-access-key-id", UPPER36, 17, "SCW"),
            TokenFormat.of("cred.provider.openshift", URL64, 43, "sha256~"),
            // NATS, "NKeys": the seed of an operator, an account, a user, a server, a cluster, a curve key.
            TokenFormat.of("cred.provider.nats", BASE32, 55, 55, NONE, "SOA", "SAA", "SUA", "SNA", "SCA", "SXA"),
            // Tailscale, "Auth keys"; Render API, "Create an API key".
            TokenFormat.of("cred.provider.tailscale", KEBAB, 20, OPEN, "tskey-"),
            TokenFormat.of("cred.provider.render", BASE62, 24, 40, "rnd_"));

    private CloudTokens() {}
}
