package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.REPLAY;
import static io.redoubt.testkit.RequestAnswer.INVALID_PROOF;
import static io.redoubt.testkit.RequestAnswer.INVALID_TOKEN;
import static io.redoubt.testkit.RequestAnswer.INVALID_TOKEN_OF_DPOP;
import static io.redoubt.testkit.RequestSetting.CLIENT_CERT;
import static io.redoubt.testkit.RequestSetting.TLS;
import static io.redoubt.testkit.RequestSetting.XFCC;
import static io.redoubt.testkit.RequestTarget.ORDERS;
import static io.redoubt.testkit.RequestTarget.PROXY_SECRET;
import static io.redoubt.testkit.RequestTarget.PROXY_SECRET_FIELD;

import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Group G: tokens that are bound to a client certificate. */
final class CertificateAttacks {

    static final String CLIENT_CERT_FIELD = "Client-Cert";
    static final String XFCC_FIELD = "X-Forwarded-Client-Cert";

    private CertificateAttacks() {}

    static List<RequestAttack> all() {
        RequestRows rows = new RequestRows();
        without(rows);
        others(rows);
        thumbprints(rows);
        both(rows);
        renewed(rows);
        plainHop(rows);
        return rows.attacks();
    }

    private static void without(RequestRows rows) {
        RequestRows.Row row = rows.row(150, REPLAY, "a token that is bound to a certificate, without it", "RFC 8705 3");
        row.answers(INVALID_TOKEN, "plain HTTP", CertificateAttacks::bare);
        row.in(TLS)
                .answers(INVALID_TOKEN, "TLS", CertificateAttacks::bare)
                .passes("TLS, with the certificate", t -> bare(t).showing(t.certificate()))
                .passes(
                        "TLS, an unbound token with a certificate",
                        t -> t.get(ORDERS).bearer(t.good().sign()).showing(t.certificate()));
        row.in(CLIENT_CERT)
                .hiding(CLIENT_CERT_FIELD, PROXY_SECRET_FIELD)
                .answers(INVALID_TOKEN, "Client-Cert missing", CertificateAttacks::viaProxy)
                .answers(INVALID_TOKEN, "Client-Cert empty", t -> viaProxy(t).field(CLIENT_CERT_FIELD, ""))
                .passes("Client-Cert", t -> clientCert(t, t.certificate().clientCertField()));
        row.in(XFCC)
                .hiding(XFCC_FIELD, PROXY_SECRET_FIELD)
                .answers(INVALID_TOKEN, "XFCC missing", CertificateAttacks::viaProxy)
                .answers(INVALID_TOKEN, "XFCC empty", t -> viaProxy(t).field(XFCC_FIELD, ""))
                .passes("XFCC", t -> xfcc(t, t.certificate().xfcc().text()))
                .passes("XFCC with all that Envoy can write", t -> xfcc(t, full(t).text()));
    }

    private static void others(RequestRows rows) {
        RequestRows.Row row = rows.row(151, REPLAY, "another's certificate with the same subject", "RFC 8705 3");
        row.in(TLS).answers(INVALID_TOKEN, "TLS", t -> bare(t).showing(t.namesake()));
        row.in(CLIENT_CERT)
                .answers(
                        INVALID_TOKEN,
                        "Client-Cert",
                        t -> clientCert(t, t.namesake().clientCertField()));
        row.in(XFCC)
                .answers(INVALID_TOKEN, "XFCC", t -> xfcc(t, t.namesake().xfcc().text()))
                .answers(
                        INVALID_TOKEN,
                        "XFCC with the hash of the right one",
                        t -> xfcc(
                                t,
                                t.namesake()
                                        .xfcc()
                                        .with("Hash", hash(t.certificate()))
                                        .text()));
    }

    private static void thumbprints(RequestRows rows) {
        Map<String, Function<X509Certificate, Object>> thumbprints = new LinkedHashMap<>();
        thumbprints.put("in hexadecimal", certificate -> HexFormat.of().formatHex(sha256(certificate)));
        thumbprints.put("padded", certificate -> ClientCertificate.thumbprint(certificate) + "=");
        thumbprints.put(
                "with unused bits",
                certificate -> ProofClaimAttacks.withUnusedBits(ClientCertificate.thumbprint(certificate)));
        thumbprints.put(
                "in upper case",
                certificate -> ClientCertificate.thumbprint(certificate).toUpperCase(Locale.ROOT));
        thumbprints.put(
                "cut short",
                certificate -> ClientCertificate.thumbprint(certificate).substring(0, 27));
        thumbprints.put(
                "of the public key alone",
                certificate ->
                        Texts.base64url(Texts.sha256(certificate.getPublicKey().getEncoded())));
        thumbprints.put("empty", certificate -> "");
        thumbprints.put("in a list", certificate -> List.of(ClientCertificate.thumbprint(certificate)));
        thumbprints.put("a number", certificate -> 0);
        RequestRows.Row row = rows.row(
                        152, REPLAY, "a thumbprint that only resembles the certificate's", "RFC 8705 3.1")
                .in(TLS);
        thumbprints.forEach((name, thumbprint) -> row.answers(
                INVALID_TOKEN,
                name,
                t -> confirmed(t, "x5t#S256", thumbprint.apply(t.certificate().certificate()))));
        row.answers(
                        INVALID_TOKEN,
                        "as x5t",
                        t -> confirmed(t, "x5t", t.certificate().thumbprint()))
                .answers(
                        INVALID_TOKEN,
                        "as x5t#s256",
                        t -> confirmed(t, "x5t#s256", t.certificate().thumbprint()));
    }

    /** RFC 7800 §3.1: whatever a token is bound to must be proven. */
    private static void both(RequestRows rows) {
        rows.row(151, REPLAY, "another's certificate with the same subject", "RFC 8705 3; RFC 9449 6")
                .in(TLS)
                .answers(
                        INVALID_TOKEN_OF_DPOP, // RFC 9449 §7.1: the challenge goes by the scheme of the request
                        "bound to a key too, which is proven",
                        t -> both(t).showing(t.namesake()))
                .answers(INVALID_PROOF, "the right one, but bound to a key too, which is not proven", t -> {
                    String token =
                            t.bound().boundTo(t.certificate().certificate()).sign();
                    DpopProof proof = t.proof(t.thiefsKey(), "GET", ORDERS, token);
                    return t.proven(token, proof).showing(t.certificate());
                })
                .passes(
                        "the right one, and bound to a key too, which is proven",
                        t -> both(t).showing(t.certificate()));
    }

    private static RawRequest both(RequestTarget target) {
        String token =
                target.bound().boundTo(target.certificate().certificate()).sign();
        return target.proven(token, target.proof(token));
    }

    private static void renewed(RequestRows rows) {
        RequestRows.Row row =
                rows.row(155, REPLAY, "the client's next certificate with its old token", "RFC 8705 3, 7.2");
        row.in(TLS)
                .answers(INVALID_TOKEN, "TLS", t -> bare(t).showing(t.renewed()))
                .passes(
                        "TLS, with a new token",
                        t -> t.get(ORDERS)
                                .bearer(t.good()
                                        .boundTo(t.renewed().certificate())
                                        .sign())
                                .showing(t.renewed()));
        row.in(CLIENT_CERT)
                .answers(
                        INVALID_TOKEN,
                        "Client-Cert",
                        t -> clientCert(t, t.renewed().clientCertField()));
        row.in(XFCC)
                .answers(INVALID_TOKEN, "XFCC", t -> xfcc(t, t.renewed().xfcc().text()));
    }

    /** Fields in which products tell a service about a client certificate; here, nobody is trusted to. */
    private static void plainHop(RequestRows rows) {
        RequestRows.Row row = rows.row(156, REPLAY, "a connection without TLS, said to have been one", "RFC 9440 4");
        List.of("X-SSL-Client-Cert", "X-Client-Cert", "SSL_CLIENT_CERT", "X-ARR-ClientCert", "ssl-client-cert")
                .forEach(name -> row.answers(
                        INVALID_TOKEN,
                        name,
                        t -> bare(t).field("X-Forwarded-Proto", "https")
                                .field(name, t.certificate().clientCertField())));
        row.answers(INVALID_TOKEN, "X-Forwarded-Proto", t -> bare(t).field("X-Forwarded-Proto", "https"))
                .answers(
                        INVALID_TOKEN,
                        "X-SSL-Client-Verify",
                        t -> bare(t).field("X-SSL-Client-Verify", "SUCCESS").field("X-Forwarded-Ssl", "on"));
    }

    static RawRequest bare(RequestTarget target) {
        return target.get(ORDERS).bearer(target.boundToCertificate().sign());
    }

    static RawRequest viaProxy(RequestTarget target) {
        return bare(target).field(PROXY_SECRET_FIELD, PROXY_SECRET);
    }

    static RawRequest clientCert(RequestTarget target, String value) {
        return viaProxy(target).field(CLIENT_CERT_FIELD, value);
    }

    static RawRequest xfcc(RequestTarget target, String value) {
        return viaProxy(target).field(XFCC_FIELD, value);
    }

    static XfccElement full(RequestTarget target) {
        return target.certificate()
                .xfcc()
                .chain(target.certificate().certificate())
                .by("spiffe://shop.example/proxy")
                .uri("spiffe://shop.example/shop-web")
                .dns("shop-web.example")
                .also("DNS", "shop-web.shop.example");
    }

    static String hash(ClientCertificate certificate) {
        return HexFormat.of().formatHex(sha256(certificate.certificate()));
    }

    private static RawRequest confirmed(RequestTarget target, String method, Object thumbprint) {
        String token = target.good().claim("cnf", Map.of(method, thumbprint)).sign();
        return target.get(ORDERS).bearer(token).showing(target.certificate());
    }

    private static byte[] sha256(X509Certificate certificate) {
        return Texts.sha256(ClientCertificate.der(certificate));
    }
}
