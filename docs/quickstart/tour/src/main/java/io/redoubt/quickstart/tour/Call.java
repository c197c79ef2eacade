package io.redoubt.quickstart.tour;

import java.util.Map;

/**
 * One request to the orders service.
 *
 * @param method its method
 * @param path its path
 * @param fields its header fields
 */
record Call(String method, String path, Map<String, String> fields) {

    static Call orders() {
        return new Call("GET", "/orders", Map.of());
    }

    static Call refund() {
        return new Call("POST", "/orders/7/refund", Map.of());
    }

    /** {@return the same with a token that is good for whoever has it (RFC 6750)} */
    Call bearer(String token) {
        return new Call(method, path, Map.of("Authorization", "Bearer " + token));
    }

    /** {@return the same with a token that is good for whoever has its key, and a proof of that (RFC 9449 §7.1)} */
    Call dpop(String token, String proof) {
        return new Call(method, path, Map.of("Authorization", "DPoP " + token, "DPoP", proof));
    }

    /** {@return method and path: a token never enters a message} */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
