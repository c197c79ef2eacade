package io.redoubt.provisioning;

import io.redoubt.ConfigurationException;
import io.redoubt.ConfigurationException.Problem;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.AuthenticatedSafe;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the bytes of a PKCS#12 file (RFC 7292) how hard it is to guess its password, wherever a guess can be tried: at
 * the MAC, at each key, and at each content that is encrypted, such as certificates. No password is needed.
 */
final class Pkcs12Strength {

    /** At least, for PBKDF2 and for the MAC. */
    static final int ITERATIONS = 600_000;

    /** What the JDK takes at most. */
    private static final int MAX_ITERATIONS = 5_000_000;

    private static final String REMEDY =
            "copy it with keytool -importkeystore and -J-Dkeystore.pkcs12.{key,cert}PbeIterationCount=" + ITERATIONS
                    + " -J-Dkeystore.pkcs12.macIterationCount=" + ITERATIONS + ", and destroy the old file";

    private static final Set<ASN1ObjectIdentifier> MAC_DIGESTS =
            Set.of(NISTObjectIdentifiers.id_sha256, NISTObjectIdentifiers.id_sha384, NISTObjectIdentifiers.id_sha512);

    private static final Set<ASN1ObjectIdentifier> HMACS = Set.of(
            PKCSObjectIdentifiers.id_hmacWithSHA256,
            PKCSObjectIdentifiers.id_hmacWithSHA384,
            PKCSObjectIdentifiers.id_hmacWithSHA512);

    private final List<Problem> problems = new ArrayList<>();

    private Pkcs12Strength() {}

    /** @throws ConfigurationException if a part of the file is weaker, not encrypted or of an unknown kind */
    static void check(byte[] file) {
        Pkcs12Strength strength = new Pkcs12Strength();
        try {
            strength.read(Pfx.getInstance(ASN1Primitive.fromByteArray(file)));
        } catch (IOException | RuntimeException e) {
            throw new ConfigurationException("root file", "is not a PKCS#12 file", "name the file with the root");
        }
        if (!strength.problems.isEmpty()) {
            throw new ConfigurationException(strength.problems);
        }
    }

    private void read(Pfx file) {
        readMac(file.getMacData());
        ContentInfo safe = file.getAuthSafe();
        if (!safe.getContentType().equals(PKCSObjectIdentifiers.data)) {
            refuse("has a signature instead of a MAC");
            return;
        }
        for (ContentInfo content :
                AuthenticatedSafe.getInstance(octets(safe.getContent())).getContentInfo()) {
            readContent(content);
        }
    }

    private void readMac(@Nullable MacData mac) {
        if (mac == null) {
            refuse("has no MAC");
        } else if (!MAC_DIGESTS.contains(mac.getMac().getAlgorithmId().getAlgorithm())) {
            refuse("has a MAC of an outdated or unknown kind");
        } else {
            requireEnough("MAC", mac.getIterationCount());
        }
    }

    /** RFC 7292 section 4.1. */
    private void readContent(ContentInfo content) {
        if (content.getContentType().equals(PKCSObjectIdentifiers.encryptedData)) {
            readCipher(
                    "certificate",
                    EncryptedData.getInstance(content.getContent()).getEncryptionAlgorithm());
        } else if (content.getContentType().equals(PKCSObjectIdentifiers.data)) {
            for (ASN1Encodable bag : ASN1Sequence.getInstance(octets(content.getContent()))) {
                readBag(SafeBag.getInstance(bag));
            }
        } else {
            refuse("has a part of an unknown kind");
        }
    }

    /** RFC 7292 sections 4.2.2 and 4.2.5; the JDK writes a secret key as an encrypted private key. */
    private void readBag(SafeBag bag) {
        ASN1ObjectIdentifier kind = bag.getBagId();
        ASN1Encodable value = bag.getBagValue();
        if (kind.equals(PKCSObjectIdentifiers.secretBag)) {
            ASN1Sequence secret = ASN1Sequence.getInstance(value);
            kind = ASN1ObjectIdentifier.getInstance(secret.getObjectAt(0));
            value = ASN1Sequence.getInstance(
                    octets(ASN1TaggedObject.getInstance(secret.getObjectAt(1)).getExplicitBaseObject()));
        }
        if (kind.equals(PKCSObjectIdentifiers.pkcs8ShroudedKeyBag)) {
            readCipher("key", EncryptedPrivateKeyInfo.getInstance(value).getEncryptionAlgorithm());
        } else {
            refuse("has a part that is not encrypted");
        }
    }

    /** RFC 8018 sections 6.2 and 5.2. */
    private void readCipher(String part, AlgorithmIdentifier cipher) {
        if (!cipher.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
            refuse("has a " + part + " that is encrypted in an outdated way");
            return;
        }
        KeyDerivationFunc derivation =
                PBES2Parameters.getInstance(cipher.getParameters()).getKeyDerivationFunc();
        if (!derivation.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
            refuse("has a " + part + " that is encrypted in an unknown way");
            return;
        }
        PBKDF2Params parameters = PBKDF2Params.getInstance(derivation.getParameters());
        if (!HMACS.contains(parameters.getPrf().getAlgorithm())) {
            refuse("has a " + part + " that is encrypted in an outdated way");
        }
        requireEnough(part, parameters.getIterationCount());
    }

    private void requireEnough(String part, BigInteger iterations) {
        if (iterations.compareTo(BigInteger.valueOf(ITERATIONS)) < 0) {
            refuse("protects its " + part + " by fewer than " + ITERATIONS + " iterations");
        } else if (iterations.compareTo(BigInteger.valueOf(MAX_ITERATIONS)) > 0) {
            refuse("protects its " + part + " by more iterations than Java accepts");
        }
    }

    private void refuse(String problem) {
        problems.add(new Problem("root file", problem, REMEDY));
    }

    private static byte[] octets(ASN1Encodable value) {
        return ASN1OctetString.getInstance(value).getOctets();
    }
}
