package io.redoubt.quickstart.tour;

import com.nimbusds.jose.JOSEException;
import java.text.ParseException;
import java.util.List;

/** What the tour sends, in order: one good token, six wrong requests. */
final class Itinerary {

    private Itinerary() {}

    static List<Step> of(TokenClient tokens) throws InterruptedException, ParseException, JOSEException {
        String genuine = tokens.tokenFor("shop");
        Forger forger = new Forger(genuine);
        return List.of(
                Step.accepted("A good token", "client shop: audience orders, scope orders:read, five minutes", genuine),
                Step.refused("No token", "no Authorization field", null, "request.no-credentials"),
                Step.refused(
                        "An expired token",
                        "client yesterday: as the good one, but of yesterday",
                        tokens.tokenFor("yesterday"),
                        "token.expired"),
                Step.refused(
                        "A token for another service",
                        "client partner: as the good one, but audience billing",
                        tokens.tokenFor("partner"),
                        "token.wrong-audience"),
                Step.refused(
                        "A token signed with another key",
                        "header and claims of the good one, key id included; signed by a stranger",
                        forger.signedWithAnotherKey(),
                        "token.bad-signature"),
                Step.refused(
                        "An unsigned token",
                        "claims of the good one, alg none, no signature",
                        forger.unsigned(),
                        "token.unsigned"),
                Step.refused(
                        "A tampered token",
                        "the good one with its subject changed to admin, signature kept",
                        forger.tampered(),
                        "token.bad-signature"));
    }
}
