package io.redoubt.quickstart.tour;

import com.nimbusds.jose.JOSEException;
import java.text.ParseException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the tour sends, in order: wrong tokens beside a good one, a login that is too weak, a token that is stolen, a value
 * that is stored, and the same after its key was exchanged.
 */
final class Itinerary {

    private final TokenClient tokens;
    private final OrdersClient orders;
    private final Intruder intruder;
    private final Rotation rotation;

    private Itinerary(TokenClient tokens, OrdersClient orders, Intruder intruder, Rotation rotation) {
        this.tokens = tokens;
        this.orders = orders;
        this.intruder = intruder;
        this.rotation = rotation;
    }

    static List<Step> of(TokenClient tokens, OrdersClient orders, Intruder intruder, Rotation rotation)
            throws InterruptedException, ParseException, JOSEException {
        Itinerary itinerary = new Itinerary(tokens, orders, intruder, rotation);
        return Stream.of(
                        itinerary.wrongTokens(),
                        itinerary.stepUp(),
                        itinerary.theft(),
                        itinerary.storedValue(),
                        itinerary.rotation())
                .flatMap(List::stream)
                .toList();
    }

    private List<Step> wrongTokens() throws InterruptedException, ParseException, JOSEException {
        String genuine = tokens.tokenFor("shop");
        Forger forger = new Forger(genuine);
        return List.of(
                Step.accepted(
                        "A good token",
                        "client shop: audience orders, scope orders:read, five minutes",
                        sending(Call.orders().bearer(genuine))),
                Step.refused("No token", "no Authorization field", "request.no-credentials", sending(Call.orders())),
                refused(
                        "An expired token",
                        "client yesterday: as the good one, but of yesterday",
                        tokens.tokenFor("yesterday"),
                        "token.expired"),
                refused(
                        "A token for another service",
                        "client partner: as the good one, but audience billing",
                        tokens.tokenFor("partner"),
                        "token.wrong-audience"),
                refused(
                        "A token signed with another key",
                        "header and claims of the good one, key id included; signed by a stranger",
                        forger.signedWithAnotherKey(),
                        "token.bad-signature"),
                refused(
                        "An unsigned token",
                        "claims of the good one, alg none, no signature",
                        forger.unsigned(),
                        "token.unsigned"),
                refused(
                        "A tampered token",
                        "the good one with its subject changed to admin, signature kept",
                        forger.tampered(),
                        "token.bad-signature"));
    }

    /** RFC 9470: the service says which login it needs, and the client comes back with it. */
    private List<Step> stepUp() throws InterruptedException {
        String weak = tokens.tokenToRefund();
        return List.of(
                Step.refused(
                        "A refund after a weak login",
                        "POST /orders/1/refund: scope orders:refund, user logged in with a password alone",
                        "access.insufficient-acr",
                        sending(Call.refund().bearer(weak))),
                Step.accepted(
                        "The same after the login that was asked for",
                        "a new token, requested with acr_values and max_age of that challenge",
                        previous -> orders.send(Call.refund()
                                .bearer(tokens.tokenToRefund(
                                        previous.demanded("acr_values"), previous.demanded("max_age"))))));
    }

    /** RFC 9449: whoever has the token, and even the proof beside it, still has not the key. */
    private List<Step> theft() throws InterruptedException, JOSEException {
        ClientKey key = ClientKey.create();
        String bound = tokens.tokenBoundTo(key, "shop");
        DpopClient owner = new DpopClient(orders, key, bound);
        DpopClient thief = new DpopClient(orders, ClientKey.create(), bound);
        return List.of(
                Step.accepted(
                        "A token bound to a key (DPoP), from its owner",
                        "token issued to the owner's key, and a proof for this request by that key",
                        previous -> owner.askForOrders()),
                Step.refused(
                        "The same token from a thief, as Bearer",
                        "the stolen token, no proof",
                        "token.scheme-mismatch",
                        sending(Call.orders().bearer(bound))),
                Step.refused(
                        "The same token with a proof by the thief's key",
                        "the stolen token, and a good proof by another key",
                        "dpop.wrong-key",
                        previous -> thief.askForOrders()),
                Step.refused(
                        "The same token with the owner's proof, replayed",
                        "the owner's request, overheard and sent once more as it was",
                        "dpop.replayed",
                        previous -> orders.send(owner.lastSent())));
    }

    /** An e-mail address, as its owner sees it, and as the database and somebody who got into it do. */
    private List<Step> storedValue() throws InterruptedException {
        String shop = tokens.tokenToOrder("shop");
        String mallory = tokens.tokenToOrder("mallory");
        String order = "{\"item\":\"kettle\",\"email\":\"Ada@example.com\"}";
        String search = "{\"email\":\"ADA@EXAMPLE.COM\"}";
        return List.of(
                Step.accepted(
                                "An order with an e-mail address",
                                "POST /orders " + order,
                                previous -> intruder.showingStored(
                                        orders.send(Call.post("/orders", order).bearer(shop))))
                        .with(201),
                Step.accepted(
                                "The same order, found by that address in other letters",
                                "POST /orders/search " + search,
                                sending(Call.post("/orders/search", search).bearer(shop)))
                        .showing("Ada@example.com"),
                Step.refused(
                                "A thief copies that address into a row of his own",
                                "mallory's order for a spoon, then SQL, then GET /orders/{id} of that order:\n"
                                        + Intruder.THEFT,
                                "field.tampered",
                                previous -> {
                                    Outcome own = orders.send(
                                            Call.post("/orders", Intruder.ORDER).bearer(mallory));
                                    intruder.steal();
                                    return orders.send(
                                            Call.get("/orders/" + own.id()).bearer(mallory));
                                })
                        .with(409));
    }

    /** The job opens every row, so it also finds what the thief did. */
    private List<Step> rotation() throws InterruptedException {
        String shop = tokens.tokenToOrder("shop");
        return List.of(Step.accepted(
                        "New keys, and every address encrypted anew, while the service runs",
                        "what is typed below, then GET /orders/{id} of the kettle",
                        previous -> rotation.before(() -> orders.send(
                                Call.get("/orders/" + rotation.kettle()).bearer(shop))))
                .showing("Ada@example.com"));
    }

    private Step refused(String title, String sent, String token, String code) {
        return Step.refused(title, sent, code, sending(Call.orders().bearer(token)));
    }

    private Step.Visit sending(Call call) {
        return previous -> orders.send(call);
    }
}
