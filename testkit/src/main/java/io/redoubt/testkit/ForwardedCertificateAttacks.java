package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.REPLAY;
import static io.redoubt.testkit.CertificateAttacks.CLIENT_CERT_FIELD;
import static io.redoubt.testkit.CertificateAttacks.XFCC_FIELD;
import static io.redoubt.testkit.RequestAnswer.INVALID_TOKEN;
import static io.redoubt.testkit.RequestSetting.CLIENT_CERT;
import static io.redoubt.testkit.RequestSetting.TLS;
import static io.redoubt.testkit.RequestSetting.XFCC;
import static io.redoubt.testkit.RequestTarget.ORDERS;
import static io.redoubt.testkit.RequestTarget.PROXY_SECRET;
import static io.redoubt.testkit.RequestTarget.PROXY_SECRET_FIELD;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Group G, as far as it is about fields in which a proxy tells the client's certificate, or somebody else does. */
final class ForwardedCertificateAttacks {

    private ForwardedCertificateAttacks() {}

    static List<RequestAttack> all() {
        RequestRows rows = new RequestRows();
        fromOutside(rows);
        withoutTheSecret(rows);
        clientCerts(rows);
        elements(rows);
        severalElements(rows);
        return rows.attacks();
    }

    private static void fromOutside(RequestRows rows) {
        RequestRows.Row row = rows.row(153, REPLAY, "a certificate that the attacker tells himself", "RFC 9440 4");
        row.answers(INVALID_TOKEN, "Client-Cert where no proxy is trusted", ForwardedCertificateAttacks::clientCert)
                .answers(INVALID_TOKEN, "XFCC where no proxy is trusted", ForwardedCertificateAttacks::xfcc)
                .answers(
                        INVALID_TOKEN,
                        "both where no proxy is trusted",
                        t -> clientCert(t)
                                .field(XFCC_FIELD, t.certificate().xfcc().text()))
                .answers(
                        INVALID_TOKEN,
                        "Client-Cert with a secret where no proxy is trusted",
                        t -> clientCert(t).field(PROXY_SECRET_FIELD, PROXY_SECRET));
        row.in(TLS)
                .answers(INVALID_TOKEN, "Client-Cert over TLS", ForwardedCertificateAttacks::clientCert)
                .answers(
                        INVALID_TOKEN,
                        "Client-Cert beside his own certificate",
                        t -> clientCert(t).showing(t.namesake()))
                .answers(INVALID_TOKEN, "XFCC beside his own certificate", t -> xfcc(t).showing(t.namesake()));
        row.hiding(CLIENT_CERT_FIELD, XFCC_FIELD, "Client-Cert-Chain")
                .passes(
                        "a good bearer token, and the fields are stripped",
                        t -> t.get(ORDERS)
                                .bearer(t.good().sign())
                                .field(CLIENT_CERT_FIELD, t.certificate().clientCertField())
                                .field("Client-Cert-Chain", t.certificate().clientCertField())
                                .field(XFCC_FIELD, t.certificate().xfcc().text()));
    }

    private static void withoutTheSecret(RequestRows rows) {
        Map<String, String> secrets = Texts.named(
                "no secret's beginning",
                PROXY_SECRET.substring(0, 10),
                "a secret and more",
                PROXY_SECRET + "1",
                "the secret in upper case",
                PROXY_SECRET.toUpperCase(Locale.ROOT),
                "an empty secret",
                "",
                "the secret twice, joined",
                PROXY_SECRET + ", " + PROXY_SECRET,
                "the secret in quotation marks",
                "\"" + PROXY_SECRET + "\"",
                "another secret",
                "x".repeat(PROXY_SECRET.length()));
        RequestRows.Row row = rows.row(153, REPLAY, "a certificate that the attacker tells himself", "RFC 9440 4");
        RequestRows.Row byClientCert = row.in(CLIENT_CERT)
                .answers(INVALID_TOKEN, "Client-Cert, no secret", ForwardedCertificateAttacks::clientCert)
                .answers(
                        INVALID_TOKEN,
                        "Client-Cert, a wrong secret and the right one",
                        t -> clientCert(t).field(PROXY_SECRET_FIELD, "x").field(PROXY_SECRET_FIELD, PROXY_SECRET));
        RequestRows.Row byXfcc =
                row.in(XFCC).answers(INVALID_TOKEN, "XFCC, no secret", ForwardedCertificateAttacks::xfcc);
        secrets.forEach((name, secret) -> {
            byClientCert.answers(
                    INVALID_TOKEN, "Client-Cert, " + name, t -> clientCert(t).field(PROXY_SECRET_FIELD, secret));
            byXfcc.answers(INVALID_TOKEN, "XFCC, " + name, t -> xfcc(t).field(PROXY_SECRET_FIELD, secret));
        });
    }

    /** The proxy is honest, but the value is not what it should be. */
    private static void clientCerts(RequestRows rows) {
        Map<String, Function<RequestTarget, String>> values = new LinkedHashMap<>();
        values.put("without colons", t -> base64(t.certificate()));
        values.put("with one colon", t -> ":" + base64(t.certificate()));
        values.put("in quotation marks", t -> "\"" + base64(t.certificate()) + "\"");
        values.put(
                "as PEM on one line",
                t -> "-----BEGIN CERTIFICATE----- " + base64(t.certificate()) + " -----END CERTIFICATE-----");
        values.put("twice in a list", t -> field(t.certificate()) + ", " + field(t.certificate()));
        values.put("the attacker's before it", t -> field(t.namesake()) + ", " + field(t.certificate()));
        values.put("with text behind", t -> field(t.certificate()) + "x");
        values.put(
                "with a space in the middle",
                t -> field(t.certificate()).substring(0, 80) + " "
                        + field(t.certificate()).substring(80));
        values.put("cut short", t -> field(t.certificate()).substring(0, 80) + ":");
        values.put("base64 of no certificate", t -> ":bm8gY2VydGlmaWNhdGU=:");
        values.put("nothing between the colons", t -> "::");
        RequestRows.Row row = rows.row(154, REPLAY, "a field that is read in two ways", "RFC 9440 2.2; RFC 8941 3.3.5")
                .in(CLIENT_CERT);
        values.forEach((name, value) -> row.answers(
                INVALID_TOKEN, "Client-Cert " + name, t -> CertificateAttacks.clientCert(t, value.apply(t))));
        row.answers(
                        INVALID_TOKEN,
                        "two Client-Cert fields, the right one first",
                        t -> CertificateAttacks.clientCert(t, field(t.certificate()))
                                .field(CLIENT_CERT_FIELD, field(t.namesake())))
                .answers(
                        INVALID_TOKEN,
                        "two Client-Cert fields, the right one last",
                        t -> CertificateAttacks.clientCert(t, field(t.namesake()))
                                .field(CLIENT_CERT_FIELD, field(t.certificate())))
                .answers(
                        INVALID_TOKEN,
                        "XFCC in place of Client-Cert",
                        t -> CertificateAttacks.xfcc(t, t.certificate().xfcc().text()));
    }

    private static void elements(RequestRows rows) {
        Map<String, Function<RequestTarget, XfccElement>> elements = new LinkedHashMap<>();
        elements.put("only the subject", t -> element(t).without("Hash").without("Cert"));
        elements.put(
                "the attacker's certificate with our hash",
                t -> t.namesake().xfcc().with("Hash", CertificateAttacks.hash(t.certificate())));
        elements.put(
                "our certificate with the attacker's hash",
                t -> element(t).with("Hash", CertificateAttacks.hash(t.namesake())));
        elements.put("two hashes", t -> element(t).without("Cert").also("Hash", CertificateAttacks.hash(t.namesake())));
        elements.put("two certificates", t -> element(t).also("Cert", "\"" + cert(t.namesake()) + "\""));
        elements.put(
                "ours in the attacker's subject",
                t -> t.namesake().xfcc().subject("CN=x\";Hash=" + CertificateAttacks.hash(t.certificate()) + ";x=\""));
        elements.put(
                "ours in the attacker's subject, unescaped and cut off",
                t -> t.namesake()
                        .xfcc()
                        .without("Hash")
                        .with("Subject", "\"CN=x\\\";Hash=" + CertificateAttacks.hash(t.certificate())));
        elements.put(
                "ours in the attacker's URI",
                t -> t.namesake().xfcc().uri("\"spiffe://x/;Cert=" + cert(t.certificate()) + "\""));
        elements.put("a quotation mark that does not end", t -> element(t).with("Cert", "\"" + cert(t.certificate())));
        elements.put("a certificate that is no PEM", t -> element(t).with("Cert", "\"x\""));
        elements.put("malformed percent-encoding", t -> element(t).with("Cert", "\"%zz\""));
        elements.put(
                "a certificate with another one behind",
                t -> element(t).with("Cert", "\"" + cert(t.namesake()) + cert(t.certificate()) + "\""));
        RequestRows.Row row = rows.row(154, REPLAY, "a field that is read in two ways", "Envoy's documentation of XFCC")
                .in(XFCC);
        elements.forEach((name, element) -> row.answers(
                INVALID_TOKEN,
                "XFCC, " + name,
                t -> CertificateAttacks.xfcc(t, element.apply(t).text())));
        row.passes(
                "XFCC, commas and semicolons in the subject",
                t -> CertificateAttacks.xfcc(
                        t, element(t).subject("CN=shop,web;x=\"y\", O=Shop").text()));
    }

    private static void severalElements(RequestRows rows) {
        rows.row(154, REPLAY, "a field that is read in two ways", "Envoy appends to what the client sent")
                .in(XFCC)
                .answers(
                        INVALID_TOKEN,
                        "XFCC, ours before the attacker's",
                        t -> CertificateAttacks.xfcc(
                                t, element(t).text() + "," + t.namesake().xfcc().text()))
                .answers(
                        INVALID_TOKEN,
                        "XFCC, the attacker's before ours",
                        t -> CertificateAttacks.xfcc(
                                t, t.namesake().xfcc().text() + "," + element(t).text()))
                .answers(
                        INVALID_TOKEN,
                        "XFCC, ours twice",
                        t -> CertificateAttacks.xfcc(
                                t, element(t).text() + ", " + element(t).text()))
                .answers(
                        INVALID_TOKEN,
                        "XFCC, an empty element before",
                        t -> CertificateAttacks.xfcc(t, "," + element(t).text()))
                .answers(
                        INVALID_TOKEN,
                        "two XFCC fields, ours first",
                        t -> CertificateAttacks.xfcc(t, element(t).text())
                                .field(XFCC_FIELD, t.namesake().xfcc().text()))
                .answers(
                        INVALID_TOKEN,
                        "two XFCC fields, ours last",
                        t -> CertificateAttacks.xfcc(t, t.namesake().xfcc().text())
                                .field(XFCC_FIELD, element(t).text()))
                .answers(
                        INVALID_TOKEN,
                        "Client-Cert in place of XFCC",
                        t -> CertificateAttacks.clientCert(t, field(t.certificate())));
    }

    private static RawRequest clientCert(RequestTarget target) {
        return CertificateAttacks.bare(target).field(CLIENT_CERT_FIELD, field(target.certificate()));
    }

    private static RawRequest xfcc(RequestTarget target) {
        return CertificateAttacks.bare(target)
                .field(XFCC_FIELD, target.certificate().xfcc().text());
    }

    private static XfccElement element(RequestTarget target) {
        return target.certificate().xfcc();
    }

    private static String field(ClientCertificate certificate) {
        return certificate.clientCertField();
    }

    private static String base64(ClientCertificate certificate) {
        String field = field(certificate);
        return field.substring(1, field.length() - 1);
    }

    private static String cert(ClientCertificate certificate) {
        return XfccElement.urlEncodedPem(certificate.certificate());
    }
}
