package io.redoubt.token;

import java.util.Map;

/**
 * Whom a token is meant for (RFC 7519 section 4.1.3, RFC 8725 section 3.9).
 *
 * @param place where the service must be named
 * @param advice what the log says when it is not: what a newcomer must change
 * @param shared audiences that a provider writes whoever asked, and what the log says when they are the only ones; none
 *     of them can be the audience of a service
 */
record AudienceRule(Place place, String advice, Map<String, String> shared) {

    /** Where a token names the services that it is meant for. */
    enum Place {
        /** One element of {@code aud} is one of the service's own audiences. */
        CLAIM,
        /** The same, but a token whose only audience is its own subject was never given to a service. */
        CLAIM_BUT_NOT_THE_SUBJECT_ALONE,
        /**
         * The provider writes no {@code aud}: the client must be one of those that are listed, and a scope must be
         * granted; if the service has an audience, a scope of the resource server of that name.
         */
        CLIENT_AND_SCOPE
    }

    static AudienceRule in(Place place, String advice) {
        return new AudienceRule(place, advice, Map.of());
    }

    AudienceRule notOnly(String audience, String itsAdvice) {
        return new AudienceRule(place, advice, Map.of(audience, itsAdvice));
    }

    boolean needsAudience() {
        return place != Place.CLIENT_AND_SCOPE;
    }

    boolean needsClients() {
        return place == Place.CLIENT_AND_SCOPE;
    }
}
