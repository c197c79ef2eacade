package io.redoubt.access;

import io.redoubt.token.ProofOfPossession;
import io.redoubt.token.SenderConstraint;
import io.redoubt.token.TokenVerifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What this service demands of its callers, as RFC 9728 section 2 writes it; it says only what is in force. */
final class ProtectedResource {

    private final List<String> paths;
    private final String json;

    ProtectedResource(BaseUrl baseUrl, AccessPolicy policy, TokenVerifier verifier) {
        ProofOfPossession proofs = verifier.proofs();
        this.paths = baseUrl.metadataPaths();
        List<String> members = new ArrayList<>();
        members.add(member("resource", quoted(baseUrl.toString())));
        members.add(member("authorization_servers", array(verifier.issuers())));
        members.add(member("bearer_methods_supported", array(List.of("header"))));
        Set<String> scopes = policy.scopes();
        if (!scopes.isEmpty()) {
            members.add(member("scopes_supported", array(scopes)));
        }
        if (proofs.methods().contains(SenderConstraint.DPOP)) {
            members.add(member("dpop_signing_alg_values_supported", array(proofs.algorithms())));
            members.add(member(
                    "dpop_bound_access_tokens_required",
                    Boolean.toString(policy.boundBy().contains(SenderConstraint.DPOP))));
        }
        members.add(member(
                "tls_client_certificate_bound_access_tokens",
                Boolean.toString(proofs.methods().contains(SenderConstraint.MTLS))));
        this.json = "{" + String.join(",", members) + "}";
    }

    /** {@return whether a request with this method and path asks for the metadata} */
    boolean isAskedBy(String method, String routedPath) {
        return paths.contains(routedPath) && (method.equals("GET") || method.equals("HEAD"));
    }

    String json() {
        return json;
    }

    private static String member(String name, String value) {
        return quoted(name) + ":" + value;
    }

    private static String array(Collection<String> values) {
        return values.stream().map(ProtectedResource::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    /** Names, URLs and scopes: none of them can hold a quote, a backslash or a control character. */
    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
