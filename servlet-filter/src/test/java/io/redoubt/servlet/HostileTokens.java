package io.redoubt.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.redoubt.Reason;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A catalogue of tokens that must be refused, each broken in one respect, with the reason. */
final class HostileTokens {

    /** Stands in claims and headers of each, as it is and encoded, and so must never come back. */
    static final String MARK = "zx81marker";

    /**
     * One token.
     *
     * @param name what is wrong with it
     * @param reason for which it is refused
     * @param text the token
     */
    record HostileToken(String name, Reason reason, String text) {

        @Override
        public String toString() {
            return name;
        }
    }

    private final TestIssuer issuer;
    private final TestIssuer other;
    private final TestToken valid;
    private final String signed;
    private final List<HostileToken> tokens = new ArrayList<>();

    private HostileTokens(TestIssuer issuer, TestIssuer other) {
        this.issuer = issuer;
        this.other = other;
        this.valid = marked(issuer);
        this.signed = valid.sign();
    }

    /** {@return the tokens, of which none is good where the issuer is trusted and the other one is not} */
    static List<HostileToken> of(TestIssuer issuer, TestIssuer other) {
        HostileTokens catalogue = new HostileTokens(issuer, other);
        catalogue.addShapes();
        catalogue.addHeaders();
        catalogue.addAlgorithms();
        catalogue.addKeysAndSignatures();
        catalogue.addIssuersAndAudiences();
        catalogue.addTimes();
        catalogue.addClaims();
        return catalogue.tokens;
    }

    /** {@return a good token with the mark in it} */
    static TestToken marked(TestIssuer issuer) {
        return issuer.token().subject("alice-" + MARK).claim("note", MARK).header("note", MARK);
    }

    private void addShapes() {
        String[] parts = signed.split("\\.", -1);
        add("one part", Reason.TOKEN_MALFORMED, MARK);
        add("two parts", Reason.TOKEN_MALFORMED, parts[0] + "." + parts[1]);
        add("four parts", Reason.TOKEN_MALFORMED, signed + "." + parts[2]);
        add("no header", Reason.TOKEN_MALFORMED, "." + parts[1] + "." + parts[2]);
        add("no claims", Reason.TOKEN_MALFORMED, parts[0] + ".." + parts[2]);
        add("no signature", Reason.TOKEN_UNSIGNED, parts[0] + "." + parts[1] + ".");
        add("nothing in any part", Reason.TOKEN_UNSIGNED, "..");
        add("only dots", Reason.TOKEN_MALFORMED, ".".repeat(8000));
        add("padded", Reason.TOKEN_MALFORMED, signed + "=");
        add("base64 instead of base64url", Reason.TOKEN_MALFORMED, parts[0] + "." + parts[1] + ".ab+/");
        add("tilde of an SD-JWT", Reason.TOKEN_MALFORMED, signed + "~");
        add("another spelling of the last octet", Reason.TOKEN_MALFORMED, anotherSpelling(signed));
        add("encrypted", Reason.TOKEN_ENCRYPTED, encode("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}") + "..a.b.c");
        add("too long", Reason.TOKEN_TOO_LONG, valid.claim("long", MARK.repeat(1000)));
    }

    private void addHeaders() {
        add("header is no JSON", Reason.HEADER_MALFORMED, valid.rawHeader(MARK));
        add("header is a list", Reason.HEADER_MALFORMED, valid.rawHeader("[\"" + MARK + "\"]"));
        add("header without alg", Reason.HEADER_MALFORMED, valid.withoutHeader("alg"));
        add(
                "header with a name twice",
                Reason.HEADER_MALFORMED,
                valid.rawHeader("{\"alg\":\"ES256\",\"" + MARK + "\":1,\"" + MARK + "\":2}"));
        add(
                "header is no UTF-8",
                Reason.HEADER_MALFORMED,
                valid.rawHeader(("{\"alg\":\"\u00ff" + MARK).getBytes(ISO_8859_1)));
        add("header of 1,000 levels", Reason.HEADER_MALFORMED, valid.rawHeader("[".repeat(1000)));
        add("critical extension", Reason.HEADER_REFUSED, valid.header("crit", List.of(MARK)));
        add("compressed", Reason.HEADER_REFUSED, valid.header("zip", "DEF"));
        add("ID token", Reason.TYPE_REFUSED, valid.type("JWT"));
        add("no type", Reason.TYPE_REFUSED, valid.withoutHeader("typ"));
    }

    private void addAlgorithms() {
        add("alg none", Reason.TOKEN_UNSIGNED, valid.unsigned());
        add("alg none with a signature", Reason.ALGORITHM_REFUSED, valid.header("alg", "none"));
        add("alg nOnE", Reason.ALGORITHM_REFUSED, valid.header("alg", "nOnE"));
        add(
                "MAC with the public key",
                Reason.ALGORITHM_REFUSED,
                valid.signedBySecret(issuer.publicKey("ES256").getEncoded()));
        add("algorithm that is not allowed", Reason.ALGORITHM_REFUSED, valid.algorithm("ES384"));
        add("key of another algorithm", Reason.UNFIT_KEY, valid.header("alg", "RS256"));
    }

    private void addKeysAndSignatures() {
        add("unknown key id", Reason.UNKNOWN_KEY, valid.header("kid", MARK));
        add("key id as a path", Reason.UNKNOWN_KEY, valid.header("kid", "../../dev/null"));
        add("another issuer's key", Reason.BAD_SIGNATURE, valid.signedBy(other));
        add(
                "brings its own key",
                Reason.BAD_SIGNATURE,
                valid.header("jwk", Map.of("kty", "EC", "crv", "P-256", "x", MARK))
                        .signedBy(other));
        add(
                "names its own key's place",
                Reason.BAD_SIGNATURE,
                valid.header("jku", other.jwkSetUri().toString()).signedBy(other));
        add("tampered", Reason.BAD_SIGNATURE, valid.scope("admin", MARK).signatureOf(signed));
        add("signature of zeros", Reason.BAD_SIGNATURE, valid.signature(new byte[64]));
        add("signature too short", Reason.BAD_SIGNATURE, valid.signature(new byte[8]));
    }

    private void addIssuersAndAudiences() {
        add("another issuer", Reason.WRONG_ISSUER, marked(other));
        add("issuer with a slash more", Reason.WRONG_ISSUER, valid.claim("iss", issuer.issuerUri() + "/"));
        add("no issuer", Reason.MISSING_CLAIM, valid.without("iss"));
        add("another audience", Reason.WRONG_AUDIENCE, valid.audience(MARK));
        add("audience in another case", Reason.WRONG_AUDIENCE, valid.audience("Orders"));
        add("audiences in one text", Reason.WRONG_AUDIENCE, valid.audience("orders billing"));
        add("no audience in the list", Reason.WRONG_AUDIENCE, valid.audience());
        add("no audience", Reason.MISSING_CLAIM, valid.without("aud"));
    }

    private void addTimes() {
        Instant now = Instant.now();
        add("expired", Reason.EXPIRED, valid.issuedAt(now.minusSeconds(600)).expiresAt(now.minusSeconds(300)));
        add(
                "from the future",
                Reason.NOT_YET_VALID,
                valid.issuedAt(now.plusSeconds(600)).expiresAt(now.plusSeconds(900)));
        add("not valid before", Reason.NOT_YET_VALID, valid.claim("nbf", now.plusSeconds(120)));
        add("lives too long", Reason.LIFETIME_TOO_LONG, valid.expiresAt(now.plus(Duration.ofHours(25))));
        add("no expiry", Reason.MISSING_CLAIM, valid.without("exp"));
        add("expiry is a text", Reason.MALFORMED_CLAIM, valid.claim("exp", MARK));
        add("expiry is huge", Reason.MALFORMED_CLAIM, valid.claim("exp", Long.MAX_VALUE));
    }

    private void addClaims() {
        add("claims are no JSON", Reason.CLAIMS_MALFORMED, valid.rawClaims(MARK));
        add(
                "claims with iss twice",
                Reason.CLAIMS_MALFORMED,
                valid.rawClaims("{\"iss\":\"" + issuer.issuerUri() + "\",\"iss\":\"" + MARK + "\"}"));
        add(
                "claims of 5,000 levels",
                Reason.CLAIMS_MALFORMED,
                valid.rawClaims("{\"" + MARK + "\":" + "[".repeat(5000)));
        add(
                "claims are no UTF-8",
                Reason.CLAIMS_MALFORMED,
                valid.rawClaims(("{\"" + MARK + "\":\"\u00ff\"}").getBytes(ISO_8859_1)));
        add("no subject", Reason.MISSING_CLAIM, valid.without("sub"));
        add("subject is a number", Reason.MALFORMED_CLAIM, valid.claim("sub", 7));
        add("subject is null", Reason.MALFORMED_CLAIM, valid.claim("sub", null));
        add("subject with a line break", Reason.MALFORMED_CLAIM, valid.subject(MARK + "\r\nX-Evil: 1"));
        add("nonce of an ID token", Reason.WRONG_KIND, valid.claim("nonce", MARK));
        add("bound to a key", Reason.CONFIRMATION_REFUSED, valid.claim("cnf", Map.of("jkt", MARK)));
        add("bound to nothing", Reason.CONFIRMATION_REFUSED, valid.claim("cnf", null));
    }

    private void add(String name, Reason reason, TestToken token) {
        add(name, reason, token.sign());
    }

    private void add(String name, Reason reason, String token) {
        tokens.add(new HostileToken(name, reason, token));
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /** {@return the token with an unused bit set: 86 characters carry 516 bits for the 512 of the signature} */
    private static String anotherSpelling(String signed) {
        int last = signed.length() - 1;
        return signed.substring(0, last) + (char) (signed.charAt(last) + 1);
    }
}
