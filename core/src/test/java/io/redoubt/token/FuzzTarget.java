package io.redoubt.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.JsonNull;
import io.redoubt.internal.StrictJson;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What reads text from outside before anything is known of it. Each target throws if it finds a defect: any exception but
 * a refusal, or an accepted input that breaks a promise. A fuzzer feeds it bytes, and so does {@link FuzzFindingsTest}.
 */
enum FuzzTarget {
    CANONICAL_GATE {
        /** What passes the gate is written in the one way in which its own parts would be written. */
        @Override
        void take(byte[] input) {
            String token = new String(input, ISO_8859_1);
            CompactJws jws;
            try {
                jws = CompactJws.parse(token);
            } catch (RefusedException e) {
                return;
            }
            Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
            String again = encoder.encodeToString(jws.header()) + "." + encoder.encodeToString(jws.payload());
            require(again.equals(new String(jws.signingInput(), ISO_8859_1)), "another signing input");
            require(token.equals(again + "." + encoder.encodeToString(jws.signature())), "two spellings");
        }
    },

    JOSE_HEADER {
        /** A header that is accepted says nothing that the strict reader of a peer does not see, too. */
        @Override
        void take(byte[] input) {
            JoseHeader header;
            try {
                header = JoseHeader.read(input);
            } catch (RefusedException e) {
                return;
            }
            Map<String, Object> peer = peer(input);
            require(
                    SignatureAlgorithm.named(String.valueOf(peer.get("alg"))).orElse(null) == header.algorithm(),
                    "another algorithm");
            require(Optional.ofNullable(peer.get("kid")).equals(header.keyId()), "another key id");
        }
    },

    STRICT_JSON {
        /** A document that is accepted is read by a peer in the same way. */
        @Override
        void take(byte[] input) {
            Map<String, Object> members;
            try {
                members = StrictJson.object(input, new JsonLimits(1 << 16, 8, 256));
            } catch (JsonException e) {
                return;
            }
            require(normal(members).equals(normal(peer(input))), "read in another way");
        }
    },

    JSON_PEEK {
        /** Where the whole document is accepted, the peek finds what the document says. */
        @Override
        void take(byte[] input) {
            JsonLimits limits = new JsonLimits(1 << 16, 8, 256);
            try {
                Object member = StrictJson.object(input, limits).get("iss");
                Object peeked = StrictJson.peekText(input, limits, "iss").orElse(null);
                require(member instanceof String ? member.equals(peeked) : peeked == null, "peeked at something else");
            } catch (JsonException e) {
                peekAlone(input, limits);
            }
        }

        private void peekAlone(byte[] input, JsonLimits limits) {
            try {
                StrictJson.peekText(input, limits, "iss");
            } catch (JsonException e) {
                return;
            }
        }
    },

    JWK_SET {
        /** Whatever keys are read, none of them verifies what nobody signed. */
        @Override
        void take(byte[] input) {
            try {
                CompactJws unsigned = CompactJws.parse("e30.e30." + "A".repeat(86));
                for (VerificationKey key : JwkSetReader.read(input).keys()) {
                    for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
                        require(!key.verifies(algorithm, unsigned), "a signature of nobody");
                    }
                }
            } catch (KeySetException e) {
                return;
            } catch (RefusedException e) {
                throw new AssertionError(e);
            }
        }
    };

    abstract void take(byte[] input);

    /** {@return where the findings and first examples of this target are kept} */
    String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void require(boolean promise, String otherwise) {
        if (!promise) {
            throw new AssertionError(otherwise);
        }
    }

    private static Map<String, Object> peer(byte[] json) {
        try {
            return JSONObjectUtils.parse(new String(json, UTF_8));
        } catch (ParseException e) {
            throw new AssertionError("a peer does not accept this", e);
        }
    }

    /** {@return the value without the differences that are a matter of taste: nulls and the classes of numbers} */
    private static Object normal(Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.entrySet().stream()
                    .filter(member -> member.getValue() != JsonNull.NULL && member.getValue() != null)
                    .collect(Collectors.toMap(Map.Entry::getKey, member -> normal(member.getValue())));
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .filter(element -> element != JsonNull.NULL && element != null)
                    .map(FuzzTarget::normal)
                    .toList();
        }
        return value instanceof Number number ? (Object) number.doubleValue() : value;
    }
}
