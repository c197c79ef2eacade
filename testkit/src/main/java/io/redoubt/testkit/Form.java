package io.redoubt.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a form.
 *
 * @param values all values of each parameter
 */
record Form(Map<String, List<String>> values) {

    private static final String TYPE = "application/x-www-form-urlencoded";

    /** {@return the form of a request; content of another type has no parameters} */
    static Form read(HttpExchange exchange) throws IOException {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        Map<String, List<String>> values = new HashMap<>();
        if (!text.isEmpty() && TYPE.equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            for (String parameter : text.split("&", -1)) {
                String[] pair = parameter.split("=", 2);
                String value = pair.length == 2 ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : "";
                values.computeIfAbsent(URLDecoder.decode(pair[0], StandardCharsets.UTF_8), name -> new ArrayList<>())
                        .add(value);
            }
        }
        return new Form(values);
    }

    /** {@return the value of a parameter that is there exactly once (RFC 6749 §3.2)} */
    Optional<String> only(String name) {
        List<String> found = values.getOrDefault(name, List.of());
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
