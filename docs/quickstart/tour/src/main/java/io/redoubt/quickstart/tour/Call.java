package io.redoubt.quickstart.tour;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request to the orders service.
 *
 * @param method its method
 * @param path its path
 * @param fields its header fields
 * @param body its content, which may be empty
 */
record Call(String method, String path, Map<String, String> fields, String body) {

    static Call orders() {
        return get("/orders");
    }

    static Call refund() {
        return new Call("POST", "/orders/1/refund", Map.of(), "");
    }

    static Call get(String path) {
        return new Call("GET", path, Map.of(), "");
    }

    static Call post(String path, String json) {
        return new Call("POST", path, Map.of("Content-Type", "application/json"), json);
    }

    /** {@return the same with a token that is good for whoever has it (RFC 6750)} */
    Call bearer(String token) {
        return with(Map.of("Authorization", "Bearer " + token));
    }

    /** {@return the same with a token that is good for whoever has its key, and a proof of that (RFC 9449 §7.1)} */
    Call dpop(String token, String proof) {
        return with(Map.of("Authorization", "DPoP " + token, "DPoP", proof));
    }

    private Call with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.putAll(more);
        return new Call(method, path, all, body);
    }

    /** {@return method and path: a token never enters a message} */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
