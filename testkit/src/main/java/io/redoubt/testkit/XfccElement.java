package io.redoubt.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One element of the field {@code X-Forwarded-Client-Cert} as Envoy writes it: what one proxy saw of the client before
 * it. {@link ClientCertificate#xfcc()} gives one with {@code Hash}, {@code Cert} and {@code Subject}; each verb returns a
 * changed copy.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class XfccElement {

    private final List<String> pairs;

    private XfccElement(List<String> pairs) {
        this.pairs = List.copyOf(pairs);
    }

    static XfccElement of(X509Certificate certificate) {
        byte[] hash = Texts.sha256(ClientCertificate.der(certificate));
        return new XfccElement(List.of())
                .with("Hash", HexFormat.of().formatHex(hash))
                .with("Cert", '"' + urlEncodedPem(certificate) + '"')
                .subject(certificate.getSubjectX500Principal().getName());
    }

    /**
     * {@return this element with the name of the proxy that wrote it}
     *
     * @param uri the URI in that proxy's certificate, {@code By}
     */
    public XfccElement by(String uri) {
        return with("By", uri);
    }

    /**
     * {@return this element with another subject}
     *
     * @param subject a name, which is quoted; quotation marks in it are escaped, and nothing else
     */
    public XfccElement subject(String subject) {
        return with("Subject", '"' + subject.replace("\"", "\\\"") + '"');
    }

    /**
     * {@return this element with a URI of the client}
     *
     * @param uri the alternative name, {@code URI}
     */
    public XfccElement uri(String uri) {
        return with("URI", uri);
    }

    /**
     * {@return this element with a host name of the client}
     *
     * @param name the alternative name, {@code DNS}
     */
    public XfccElement dns(String name) {
        return with("DNS", name);
    }

    /**
     * {@return this element with a chain of certificates}
     *
     * @param certificates the client's own one first, {@code Chain}
     */
    public XfccElement chain(X509Certificate... certificates) {
        String chain =
                Arrays.stream(certificates).map(XfccElement::urlEncodedPem).collect(Collectors.joining());
        return with("Chain", '"' + chain + '"');
    }

    /**
     * {@return this element with another certificate in {@code Cert}; its hash stays as it is}
     *
     * @param certificate which
     */
    public XfccElement certificate(X509Certificate certificate) {
        return with("Cert", '"' + urlEncodedPem(certificate) + '"');
    }

    /**
     * {@return this element with a pair in place of the first with the same key, or at its end}
     *
     * @param key of the pair, such as {@code Hash}
     * @param value taken as it is, with or without quotation marks
     */
    public XfccElement with(String key, String value) {
        List<String> changed = new ArrayList<>(pairs);
        String pair = key + "=" + value;
        int place = changed.indexOf(changed.stream()
                .filter(each -> each.startsWith(key + "="))
                .findFirst()
                .orElse(pair));
        if (place < 0) {
            changed.add(pair);
        } else {
            changed.set(place, pair);
        }
        return new XfccElement(changed);
    }

    /**
     * {@return this element with one pair more}
     *
     * @param key of the pair, which there may be already
     * @param value taken as it is
     */
    public XfccElement also(String key, String value) {
        List<String> changed = new ArrayList<>(pairs);
        changed.add(key + "=" + value);
        return new XfccElement(changed);
    }

    /**
     * {@return this element without a pair}
     *
     * @param key of the pair
     */
    public XfccElement without(String key) {
        return new XfccElement(
                pairs.stream().filter(pair -> !pair.startsWith(key + "=")).toList());
    }

    /** {@return the element as it stands in the field, where a comma parts it from the next one} */
    public String text() {
        return String.join(";", pairs);
    }

    /** {@return {@link #text()}} */
    @Override
    public String toString() {
        return text();
    }

    /** Percent-encoded, as Envoy does: a space is {@code %20}. */
    static String urlEncodedPem(X509Certificate certificate) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(ClientCertificate.der(certificate));
        String pem = "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
        return URLEncoder.encode(pem, StandardCharsets.US_ASCII).replace("+", "%20");
    }
}
