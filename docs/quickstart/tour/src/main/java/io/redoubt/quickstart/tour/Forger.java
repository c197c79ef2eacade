package io.redoubt.quickstart.tour;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Map;

/** Makes wrong tokens from a genuine one. It knows what any client knows: the token, and nothing of the issuer's key. */
final class Forger {

    private final JWSObject genuine;

    Forger(String genuine) throws ParseException {
        this.genuine = JWSObject.parse(genuine);
    }

    /** {@return the same header, key id included, and the same claims, signed with a key of the forger's own} */
    String signedWithAnotherKey() throws JOSEException {
        JWSObject forged = new JWSObject(genuine.getHeader(), genuine.getPayload());
        forged.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));
        return forged.serialize();
    }

    /** {@return the same claims, {@code alg: none}, and nothing where the signature stood (RFC 8725 §2.1)} */
    String unsigned() {
        return Base64URL.encode("{\"alg\":\"none\"}") + "."
                + genuine.getPayload().toBase64URL() + ".";
    }

    /** {@return the same header and the same signature around claims in which the caller is {@code admin}} */
    String tampered() {
        Map<String, Object> claims = genuine.getPayload().toJSONObject();
        claims.put("sub", "admin");
        return genuine.getHeader().toBase64URL() + "." + Base64URL.encode(JSONObjectUtils.toJSONString(claims)) + "."
                + genuine.getSignature();
    }
}
