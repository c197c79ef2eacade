package io.redoubt.token;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a JWK says that it is for (RFC 7517 sections 4.2 and 4.3). */
final class JwkPurpose {

    private static final Set<Object> OF_SIGNATURES = Set.of("sign", "verify");

    private JwkPurpose() {}

    /**
     * {@return whether the key is meant to verify signatures}
     *
     * @throws KeySetException if it says so and denies it, or says it in no proper way
     */
    static boolean isSignatures(Map<String, Object> jwk) throws KeySetException {
        Object use = jwk.get("use");
        Object operations = jwk.get("key_ops");
        if (use != null && !(use instanceof String)) {
            throw new KeySetException("is malformed");
        }
        if (operations == null) {
            return use == null || use.equals("sig");
        }
        Set<?> distinct = distinct(operations);
        if (use != null && use.equals("sig") != OF_SIGNATURES.containsAll(distinct)) {
            throw new KeySetException("has a use and key operations that contradict each other");
        }
        return distinct.contains("verify") && (use == null || use.equals("sig"));
    }

    private static Set<?> distinct(Object operations) throws KeySetException {
        if (!(operations instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw new KeySetException("is malformed");
        }
        Set<?> distinct = new HashSet<>(list);
        if (distinct.size() != list.size()) {
            throw new KeySetException("names a key operation twice");
        }
        return distinct;
    }
}
