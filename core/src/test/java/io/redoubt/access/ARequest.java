package io.redoubt.access;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request as a server would report it: plain by default, changed one thing at a time. */
final class ARequest {

    private final Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<X509Certificate> certificates = new ArrayList<>();
    private final String method;
    private final String path;
    private final String query;
    private final String address;

    private ARequest(String method, String path, String query, String address) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.address = address;
    }

    static ARequest of(String method, String path) {
        return new ARequest(method, path, "", "192.0.2.1");
    }

    ARequest from(String otherAddress) {
        return copy(query, otherAddress);
    }

    ARequest query(String otherQuery) {
        return copy(otherQuery, address);
    }

    ARequest field(String name, String... values) {
        ARequest copy = copy(query, address);
        copy.fields.computeIfAbsent(name, it -> new ArrayList<>()).addAll(List.of(values));
        return copy;
    }

    ARequest over(X509Certificate certificate) {
        ARequest copy = copy(query, address);
        copy.certificates.add(certificate);
        return copy;
    }

    RequestFacts facts() {
        return new RequestFacts(
                method, path, query, "", path, name -> fields.getOrDefault(name, List.of()), certificates, address);
    }

    private ARequest copy(String newQuery, String newAddress) {
        ARequest copy = new ARequest(method, path, newQuery, newAddress);
        fields.forEach((name, values) -> copy.fields.put(name, new ArrayList<>(values)));
        copy.certificates.addAll(certificates);
        return copy;
    }
}
