package io.redoubt.token;

import io.redoubt.token.AudienceRule.Place;
import io.redoubt.token.KindRule.FixedClaim;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of the profiles, all of them data: a provider that needs something new gets a new field, never a check of its
 * own. Advice is for whoever reads the log: {@code {audience}} in it stands for the audiences of the service, and
 * {@code {issuer}} for the issuer without a slash at its end.
 *
 * @param issuer what the provider's issuers look like
 * @param kind how an access token is told from other tokens
 * @param claims where the facts stand
 * @param audience whom a token is meant for
 */
record ProfileRules(IssuerForm issuer, KindRule kind, ClaimPaths claims, AudienceRule audience) {

    private static final String TENANT = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final String NO_ID_TOKEN = "an ID token has none, send the access token";

    private static final ClaimPaths ENTRA = ClaimPaths.scopesIn("scp")
            .rolesIn("roles")
            .requiring("aud")
            .requiring("tid")
            .requiring("ver")
            .grantingSomething(
                    "the token has neither a scope (scp) nor a role (roles): expose a scope or an app role of"
                            + " this API, and grant it to the client")
            .incompleteWith(
                    "the user is in too many groups for a token, which says instead where they are kept: let it have"
                            + " only groups that are assigned to the application, or use app roles",
                    List.of(List.of("_claim_names", "groups"), List.of("_claim_names", "roles"), List.of("hasgroups")));

    private static final IssuerForm AUTH0_ISSUER = IssuerForm.of(
            "https://[^/]+/",
            "is not the issuer of an Auth0 tenant",
            "write https://<domain>/, with the slash at its end, as the tokens have it");

    private static final AudienceRule AUTH0_AUDIENCE = AudienceRule.in(
                    Place.CLAIM,
                    "the token is meant for another audience: have the client ask for audience {audience}, the"
                            + " identifier of the API")
            .notOnly(
                    "{issuer}/userinfo",
                    "the audience is only Auth0's own userinfo: have the client ask for audience {audience}, the"
                            + " identifier of the API");

    /** {@return the same rules for an introspection response, whose members are named by RFC 7662} */
    ProfileRules introspected() {
        return new ProfileRules(issuer, kind, claims.introspected(), audience);
    }

    static ProfileRules rfc9068() {
        return new ProfileRules(
                IssuerForm.ANY,
                KindRule.ofTypes("at+jwt")
                        .notOfType(
                                "jwt",
                                "the token's typ is JWT and not at+jwt: choose the profile of your identity provider, or"
                                        + " have it issue tokens of RFC 9068")
                        .notOfType(
                                "",
                                "the token has no typ, where at+jwt is expected: choose the profile of your identity"
                                        + " provider, or have it issue tokens of RFC 9068"),
                ClaimPaths.scopesIn("scope")
                        .clientIn("client_id")
                        .rolesIn("roles")
                        .requiring("aud")
                        .requiring("jti")
                        .requiring("client_id", "RFC 9068 wants it; choose the profile of your identity provider"),
                AudienceRule.in(
                        Place.CLAIM,
                        "the token is meant for another audience: have the client ask for a token for {audience}"));
    }

    static ProfileRules keycloak() {
        return new ProfileRules(
                IssuerForm.of(
                        "https://[^/]+/(.+/)?realms/[^/]+",
                        "is not the issuer of a Keycloak realm",
                        "write https://<host>/realms/<realm>, without a slash at its end"),
                KindRule.ofTypes("jwt", "at+jwt")
                        .with(new FixedClaim(
                                "typ",
                                Set.of("Bearer", "DPoP"),
                                Map.of(
                                        "ID", "the token is Keycloak's ID token: send the access token",
                                        "Refresh", "the token is a refresh token: send the access token",
                                        "Offline", "the token is an offline token: send the access token",
                                        "Logout", "the token is a logout token, which no request carries"))),
                ClaimPaths.scopesIn("scope")
                        .clientIn("azp", "client_id")
                        .rolesIn("realm_access", "roles")
                        .rolesIn("resource_access", ClaimPaths.OWN_AUDIENCE, "roles")
                        .requiring("sub", "give the client Keycloak's client scope basic")
                        .requiring(
                                "aud",
                                "no audience mapper is there, or the token is lightweight: add an audience mapper for"
                                        + " {audience} to a client scope of the client, for lightweight tokens too"),
                AudienceRule.in(
                                Place.CLAIM,
                                "the token is meant for another audience: add an audience mapper for {audience} to a"
                                        + " client scope of the client")
                        .notOnly(
                                "account",
                                "the audience is Keycloak's default, account, not this service: add an audience mapper"
                                        + " for {audience} to a client scope of the client"));
    }

    static ProfileRules springAuthorizationServer() {
        return new ProfileRules(
                IssuerForm.ANY,
                KindRule.ofTypes("", "jwt", "at+jwt").without("azp"),
                ClaimPaths.scopesIn("scope").rolesIn("roles").requiring("aud"),
                AudienceRule.in(
                        Place.CLAIM_BUT_NOT_THE_SUBJECT_ALONE,
                        "the token is meant for another audience; Spring Authorization Server writes the client's own id"
                                + " into aud, unless an OAuth2TokenCustomizer sets the audience of the service"));
    }

    static ProfileRules entraV2() {
        return new ProfileRules(
                IssuerForm.of(
                        "https://[^/]+/" + TENANT + "/v2\\.0/?",
                        "is not the issuer of one tenant's tokens of version 2.0",
                        "write https://login.microsoftonline.com/<tenant id>/v2.0, with the tenant's id and neither common"
                                + " nor a domain; tokens of version 1.0 have the profile entra-v1"),
                KindRule.ofTypes("jwt")
                        .with(new FixedClaim(
                                "ver",
                                Set.of("2.0"),
                                Map.of(
                                        "1.0",
                                        "the token is of version 1.0: set requestedAccessTokenVersion to 2 in the API's"
                                                + " manifest, or use the profile entra-v1"))),
                ENTRA.clientIn("azp").requiring("azp", NO_ID_TOKEN),
                AudienceRule.in(
                        Place.CLAIM,
                        "the token is meant for another audience: tokens of version 2.0 name the API by its client id, a"
                                + " GUID; have the client ask for a scope of this API"));
    }

    static ProfileRules entraV1() {
        return new ProfileRules(
                IssuerForm.of(
                        "https://sts\\.[^/]+/" + TENANT + "/",
                        "is not the issuer of one tenant's tokens of version 1.0",
                        "write https://sts.windows.net/<tenant id>/, with the slash at its end; tokens of version 2.0 have"
                                + " the profile entra-v2"),
                KindRule.ofTypes("jwt")
                        .with(new FixedClaim(
                                "ver",
                                Set.of("1.0"),
                                Map.of(
                                        "2.0",
                                        "the token is of version 2.0: use the profile entra-v2, or set"
                                                + " requestedAccessTokenVersion to 1 in the API's manifest"))),
                ENTRA.clientIn("appid").requiring("appid", NO_ID_TOKEN),
                AudienceRule.in(
                        Place.CLAIM,
                        "the token is meant for another audience: tokens of version 1.0 name the API by its client id or by"
                                + " its App ID URI, as the client asked for it; name both in audience"));
    }

    static ProfileRules okta() {
        return new ProfileRules(
                IssuerForm.of(
                        "https://[^/]+/oauth2/[^/]+",
                        "is not the issuer of a custom authorization server of Okta",
                        "write https://<domain>/oauth2/<id>, for example https://<domain>/oauth2/default; the tokens of the"
                                + " org authorization server, https://<domain>, are for Okta alone"),
                KindRule.ofTypes("")
                        .notOfType(
                                "okta-internal-at+jwt",
                                "the token is of Okta's org authorization server, for Okta alone: have the client ask a"
                                        + " custom authorization server"),
                ClaimPaths.scopesIn("scp")
                        .clientIn("cid")
                        .rolesIn("groups")
                        .requiring("aud")
                        .requiring("cid", NO_ID_TOKEN),
                AudienceRule.in(
                        Place.CLAIM,
                        "the token is meant for another audience: the settings of Okta's authorization server name it, and"
                                + " it should be {audience}"));
    }

    static ProfileRules auth0() {
        return new ProfileRules(
                AUTH0_ISSUER,
                KindRule.ofTypes("jwt")
                        .notOfType(
                                "at+jwt",
                                "the token's typ is at+jwt: use the profile auth0-rfc9068, for so the API is set up"),
                ClaimPaths.scopesIn("scope")
                        .clientIn("azp")
                        .rolesIn("permissions")
                        .requiring("aud")
                        .requiring("azp", NO_ID_TOKEN),
                AUTH0_AUDIENCE);
    }

    static ProfileRules auth0Rfc9068() {
        return new ProfileRules(
                AUTH0_ISSUER,
                KindRule.ofTypes("at+jwt")
                        .notOfType(
                                "jwt",
                                "the token's typ is JWT: use the profile auth0, or choose the RFC 9068 token profile for"
                                        + " the API"),
                ClaimPaths.scopesIn("scope")
                        .clientIn("client_id")
                        .rolesIn("permissions")
                        .requiring("aud")
                        .requiring("jti")
                        .requiring("client_id", NO_ID_TOKEN),
                AUTH0_AUDIENCE);
    }

    static ProfileRules cognito() {
        return new ProfileRules(
                IssuerForm.of(
                        "https://[^/]+/[^/]+",
                        "is not the issuer of a Cognito user pool",
                        "write https://cognito-idp.<region>.amazonaws.com/<user pool id>, not the domain of its login page"),
                KindRule.ofTypes("")
                        .with(new FixedClaim(
                                "token_use",
                                Set.of("access"),
                                Map.of("id", "the token is Cognito's ID token: send the access token"))),
                ClaimPaths.scopesIn("scope")
                        .clientIn("client_id")
                        .rolesIn("cognito:groups")
                        .requiring("client_id")
                        .requiring("scope", "have the client ask for a scope of this service's resource server"),
                AudienceRule.in(
                        Place.CLIENT_AND_SCOPE,
                        "the token grants no scope of this service: have the client ask for one of the resource server"
                                + " {audience}"));
    }
}
