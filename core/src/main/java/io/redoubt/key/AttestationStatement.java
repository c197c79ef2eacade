package io.redoubt.key;

import io.redoubt.internal.EnvelopeType;
import io.redoubt.internal.Json;
import io.redoubt.internal.SignedEnvelope;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Which keys an instance has, signed by its service. */
final class AttestationStatement {

    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._:-]{1,255}");

    private AttestationStatement() {}

    static void requireInstance(String name) {
        if (!INSTANCE.matcher(name).matches()) {
            throw new IllegalArgumentException("the name of an instance is 1 to 255 of [A-Za-z0-9._:-]");
        }
    }

    /** {@return a flattened JWS as JSON} */
    static byte[] signed(LoadedKeyset keyset, String instance, Instant now) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("v", 1);
        statement.put("trustDomain", keyset.header().trustDomain().value());
        statement.put("service", keyset.header().service().value());
        statement.put("instance", instance);
        statement.put("generation", keyset.header().generation());
        statement.put("keys", keyset.entries().stream().map(KeysetWriter::entry).toList());
        statement.put("at", now.getEpochSecond());
        return SignedEnvelope.write(
                EnvelopeType.ATTESTATION,
                Json.write(statement),
                keyset.signers().primary());
    }
}
