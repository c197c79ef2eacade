package io.redoubt.masking;

import static io.redoubt.masking.TokenAlphabet.ANY64;
import static io.redoubt.masking.TokenAlphabet.BASE62;
import static io.redoubt.masking.TokenAlphabet.DOTTED;
import static io.redoubt.masking.TokenAlphabet.HEX;
import static io.redoubt.masking.TokenAlphabet.HEX_KEBAB;
import static io.redoubt.masking.TokenAlphabet.KEBAB;
import static io.redoubt.masking.TokenAlphabet.LOWER36;
import static io.redoubt.masking.TokenAlphabet.PATH;
import static io.redoubt.masking.TokenAlphabet.PERCENT64;
import static io.redoubt.masking.TokenAlphabet.URL64;
import static io.redoubt.masking.TokenAlphabet.WORD;
import static io.redoubt.masking.TokenCheck.MIXED;
import static io.redoubt.masking.TokenCheck.RANDOM;
import static io.redoubt.masking.TokenFormat.OPEN;

import java.util.List;

/** Tokens of payment, messages, documents and shops, after what each provider's own documentation tells or shows. */
final class BusinessTokens {

    static final List<TokenFormat> FORMATS = List.of(
            // Slack, "Token types" and "Using token rotation"; xoxc- and xoxd- are those of its own pages.
            TokenFormat.of(
                    "cred.provider.slack",
                    KEBAB,
                    10,
                    OPEN,
                    "xoxb-",
                    "xoxp-",
                    "xoxa-",
                    "xoxr-",
                    "xoxs-",
                    "xoxo-",
                    "xoxc-",
                    "xoxe-",
                    "xoxe.xoxb-",
                    "xoxe.xoxp-",
                    "xapp-",
                    "xwfp-"),
            TokenFormat.of("cred.provider.slack", PERCENT64, 40, OPEN, "xoxd-"),
            // Slack, "Sending messages using incoming webhooks"; Discord, "Webhook resource"; Microsoft Teams.
            TokenFormat.of(
                    "cred.provider.slack-webhook",
                    PATH,
                    24,
                    OPEN,
                    "hooks.slack.com/services/",
                    "hooks.slack.com/workflows/",
                    "hooks.slack.com/triggers/"),
            TokenFormat.of(
                    "cred.provider.discord-webhook",
                    PATH,
                    60,
                    OPEN,
                    "discord.com/api/webhooks/",
                    "discordapp.com/api/webhooks/"),
            TokenFormat.of(
                    "cred.provider.teams-webhook",
                    PATH,
                    60,
                    OPEN,
                    "webhook.office.com/webhookb2/",
                    "outlook.office.com/webhook/"),
            // Stripe, "API keys" and "Webhook signatures"; Paystack uses the same. Publishable keys (pk_) are for web
            // pages.
            TokenFormat.of(
                    "cred.provider.stripe",
                    BASE62,
                    16,
                    OPEN,
                    "sk_live_",
                    "sk_test_",
                    "rk_live_",
                    "rk_test_",
                    "sk_org_live_"),
            TokenFormat.of("cred.provider.stripe", ANY64, 24, OPEN, "whsec_"),
            // Square, "Access tokens"; PayPal Braintree, "Access tokens".
            TokenFormat.of("cred.provider.square", URL64, 60, "EAAA"),
            TokenFormat.of("cred.provider.square", URL64, 22, 43, "sq0atp-", "sq0csp-"),
            TokenFormat.of(
                    "cred.provider.braintree",
                    TokenAlphabet.CRYPT,
                    49,
                    49,
                    "access_token$production$",
                    "access_token$sandbox$"),
            // Shopify, "About access tokens"; Plaid, "Tokens"; Razorpay, "API keys"; Mollie, Lob and GoCardless.
            TokenFormat.of("cred.provider.shopify", HEX, 32, "shpat_", "shpss_", "shpca_", "shppa_", "shpua_"),
            TokenFormat.of("cred.provider.adobe", HEX, 32, "p8e-"),
            TokenFormat.of(
                    "cred.provider.plaid",
                    HEX_KEBAB,
                    36,
                    "access-sandbox-",
                    "access-development-",
                    "access-production-"),
            TokenFormat.of("cred.provider.razorpay-id", BASE62, 14, "rzp_live_", "rzp_test_"),
            TokenFormat.of("cred.provider.payment-api", BASE62, 30, 50, MIXED, "live_", "test_"),
            // Flutterwave, Duffel, EasyPost, Shippo: "API keys", "Authentication".
            TokenFormat.of("cred.provider.flutterwave", KEBAB, 32, OPEN, "FLWSECK-", "FLWSECK_TEST-"),
            TokenFormat.of("cred.provider.duffel", URL64, 43, "duffel_live_", "duffel_test_"),
            TokenFormat.of("cred.provider.easypost", BASE62, 54, "EZAK", "EZTK"),
            TokenFormat.of("cred.provider.shippo", HEX, 40, "shippo_live_", "shippo_test_"),
            // Twilio, "API keys" and "String identifier (SID)"; their secrets have no shape.
            TokenFormat.of("cred.provider.twilio-id", HEX, 32, "SK", "AC"),
            // SendGrid, Mailgun, Brevo, Resend: "API keys", "Authentication".
            TokenFormat.of("cred.provider.sendgrid", DOTTED, 60, 80, RANDOM, "SG."),
            TokenFormat.of("cred.provider.mailgun", HEX, 32, "key-"),
            TokenFormat.of("cred.provider.brevo", KEBAB, 81, "xkeysib-", "xsmtpsib-"),
            TokenFormat.of("cred.provider.resend", WORD, 30, 40, RANDOM, "re_"),
            // HubSpot, "Private apps"; Klaviyo, "Authenticate API requests"; Intercom: Base64 of tok:.
            TokenFormat.of("cred.provider.hubspot", HEX_KEBAB, 36, "pat-na1-", "pat-na2-", "pat-eu1-", "pat-ap1-"),
            TokenFormat.of("cred.provider.klaviyo", HEX, 34, "pk_"),
            TokenFormat.of("cred.provider.intercom", ANY64, 52, 60, "dG9rO"),
            // Notion, "Authorization" (secret_ before September 2024); Airtable, "Personal access tokens"; Typeform.
            TokenFormat.of("cred.provider.notion", BASE62, 40, 50, "ntn_"),
            TokenFormat.of("cred.provider.notion", BASE62, 43, 43, MIXED, "secret_"),
            TokenFormat.of("cred.provider.airtable", DOTTED, 79, 79, RANDOM, "pat"),
            TokenFormat.of("cred.provider.typeform", URL64, 40, 64, RANDOM, "tfp_"),
            // Contentful, "Personal access tokens"; ReadMe; Frame.io; Mapbox, "Access tokens" (a JSON payload in
            // Base64).
            TokenFormat.of("cred.provider.contentful", URL64, 43, "CFPAT-"),
            TokenFormat.of("cred.provider.readme", LOWER36, 70, "rdme_"),
            TokenFormat.of("cred.provider.frameio", URL64, 64, "fio-u-"),
            TokenFormat.of("cred.provider.mapbox", DOTTED, 60, OPEN, "sk.eyJ"),
            // Dropbox, "OAuth guide"; Meta, "Access tokens"; X, "App-only authentication"; LinkedIn, "Token
            // introspection".
            TokenFormat.of("cred.provider.dropbox", URL64, 60, OPEN, "sl.", "sl.u."),
            TokenFormat.of("cred.provider.facebook", BASE62, 80, OPEN, RANDOM, "EAA"),
            TokenFormat.of("cred.provider.twitter", PERCENT64, 60, OPEN, RANDOM, "AAAAAAAAAAAAAAAAAAAAA"),
            TokenFormat.of("cred.provider.linkedin", DOTTED, 20, OPEN, "WPL_AP0.", "WPL_AP1."),
            TokenFormat.of("cred.provider.linkedin", URL64, 150, OPEN, RANDOM, "AQU", "AQV", "AQW", "AQX"),
            // Okta, "Create an API token": the scheme of its header.
            TokenFormat.of("cred.provider.okta", URL64, 40, 50, "SSWS "),
            // Adafruit IO, Ubidots: "API keys", "Tokens".
            TokenFormat.of("cred.provider.adafruit", BASE62, 28, "aio_"),
            TokenFormat.of("cred.provider.ubidots", BASE62, 30, 40, "BBFF-", "BBUS-"));

    private BusinessTokens() {}
}
