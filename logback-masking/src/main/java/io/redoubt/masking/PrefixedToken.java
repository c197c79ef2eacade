package io.redoubt.masking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the tokens of one provider by how they begin. */
final class PrefixedToken implements Detector {

    private final String id;
    private final List<Anchor> anchors;
    private final TokenFormat.Prefix[] prefixes;

    private PrefixedToken(String id, List<TokenFormat> formats) {
        this.id = id;
        this.anchors = formats.stream()
                .flatMap(format -> format.prefixes().stream().flatMap(prefix -> format.anchors(prefix).stream()))
                .map(Anchor::word)
                .distinct()
                .toList();
        this.prefixes = formats.stream()
                .flatMap(format -> format.prefixes().stream().map(prefix -> new TokenFormat.Prefix(prefix, format)))
                .toArray(TokenFormat.Prefix[]::new);
    }

    /** {@return one detector for each id} */
    static List<Detector> of(List<TokenFormat> formats) {
        Map<String, List<TokenFormat>> byId = new LinkedHashMap<>();
        formats.forEach(format ->
                byId.computeIfAbsent(format.id(), id -> new ArrayList<>()).add(format));
        List<Detector> detectors = new ArrayList<>();
        byId.forEach((id, group) -> detectors.add(new PrefixedToken(id, group)));
        return detectors;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<Anchor> anchors() {
        return anchors;
    }

    @Override
    public long find(byte[] text, int start, int end) {
        for (TokenFormat.Prefix prefix : prefixes) {
            long span = prefix.find(text, start, end);
            if (span != Span.NONE) {
                return span;
            }
        }
        return Span.NONE;
    }

    /** Half a credential, which says whose it is: support asks for its last characters. */
    @Override
    public Strategy strategy() {
        return id.endsWith("-id") ? Strategy.keepLast(4) : Strategy.placeholder();
    }
}
