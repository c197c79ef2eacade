package io.redoubt.masking;

import java.util.List;

/**
 * A private key in DER, in Base64, without the lines of PEM around it, as configuration holds it. A certificate or a public key begins
 * otherwise: what follows the length is no version number 0.
 */
final class DerPrivateKey implements Detector {

    private static final int LEAST = 40;

    @Override
    public String id() {
        return "cred.provider.der-private-key";
    }

    /** {@return a long sequence (RFC 8017, A.1.2; RFC 5208, 5), elliptic curves in a short one (RFC 5915, 3), and Ed25519 (RFC 8410, 7)} */
    @Override
    public List<Anchor> anchors() {
        return List.of(
                Anchor.word("mii"),
                Anchor.word("migHAgEAMB"),
                Anchor.word("mig2AgEAMB"),
                Anchor.word("mhcCAQEEI"),
                Anchor.word("migkAgEBB"),
                Anchor.word("mc4CAQAwBQYDK2VwBCIEI"));
    }

    @Override
    public long find(byte[] text, int start, int end) {
        if (text[start] != 'M' || (end - start == 3 && !isLongKey(text, start))) {
            return Span.NONE;
        }
        int least = start + LEAST;
        if (TokenAlphabet.BASE64.end(text, start, least) < least || !TokenCheck.RANDOM.passes(text, start, least)) {
            return Span.NONE;
        }
        return Span.of(start, TokenAlphabet.BASE64.end(text, least, Integer.MAX_VALUE));
    }

    /** Two bytes of length; version 0; a number or an algorithm: 30 82 .. .. 02 01 00 02 or 30. */
    private static boolean isLongKey(byte[] text, int start) {
        return Ascii.at(text, start + 1) == 'I'
                && Ascii.at(text, start + 2) == 'I'
                && Ascii.at(text, start + 6) == 'I'
                && Ascii.at(text, start + 7) == 'B'
                && Ascii.at(text, start + 8) == 'A'
                && (Ascii.at(text, start + 9) == 'A' || Ascii.at(text, start + 9) == 'D');
    }
}
