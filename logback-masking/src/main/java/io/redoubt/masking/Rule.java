package io.redoubt.masking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A detector that is on, with all that has to be known of it while a text is searched.
 *
 * @param detector that finds values
 * @param strategy for what it finds
 * @param label told in their place
 * @param extent how far a value reaches that stands beside a key
 * @param several the detector, if it answers with several values; null if it does not: to ask its type each time is what JDK 17 is slow at
 */
record Rule(
        Detector detector,
        Strategy strategy,
        String label,
        Extent extent,
        @Nullable SeveralValues several) {

    /** What must be left as it is. */
    static final Rule ALLOWED = of(new Allowed(), Strategy.keep());

    static Rule of(Detector detector, Strategy strategy) {
        SeveralValues several = detector instanceof SeveralValues values ? values : null;
        return new Rule(detector, strategy, labelOf(detector.id()), Extent.of(detector.id()), several);
    }

    boolean isAllowed() {
        return detector instanceof Allowed;
    }

    /** {@return whether it found a value that is known, from its first byte to its last, wherever that stands} */
    boolean isExact() {
        return detector.id().equals("cred.known");
    }

    boolean isPersonal() {
        return detector.id().startsWith("pii.");
    }

    /** {@return whether it knows a value by its key alone} */
    boolean needsKey() {
        return detector.anchors().stream().allMatch(Anchor.Key.class::isInstance);
    }

    /** {@return the id without its group: {@code github-token} of {@code cred.provider.github-token}} */
    static String labelOf(String id) {
        String label = id.substring(id.indexOf('.') + 1);
        return label.startsWith("provider.") ? label.substring("provider.".length()) : label;
    }

    /** Nothing to look for. */
    private record Allowed() implements Detector {
        @Override
        public String id() {
            return "allowed.value";
        }

        @Override
        public List<Anchor> anchors() {
            return List.of();
        }

        @Override
        public long find(byte[] text, int start, int end) {
            return Span.NONE;
        }
    }
}
