package io.redoubt.masking;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a masker looks for, and what becomes of it. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class MaskingRules {

    private static final int MOST_SEEN_KEYS = 1024;

    private final SortedSet<String> detectorIds;
    private final Scan scan;
    private final KeyTable keys;
    /** What is known of the keys of events, of which there are few. */
    private final Map<String, Optional<KeyEntry>> seenKeys = new ConcurrentHashMap<>();

    private final Replacements replacements;
    private final @Nullable KnownSecrets knownSecrets;

    private MaskingRules(Builder builder) {
        List<Rule> rules = builder.rules();
        Map<String, KeyEntry> names = builder.names(rules);
        RuleIndex index = new RuleIndex(rules, names);
        scan = new Scan(index);
        keys = index.keyValues().keys();
        SortedSet<String> ids = new TreeSet<>();
        rules.forEach(rule -> ids.add(rule.detector().id()));
        detectorIds = Collections.unmodifiableSortedSet(ids);
        replacements = new Replacements(Set.copyOf(builder.allowedValues), builder.pseudonyms.get());
        knownSecrets = builder.knownSecrets.get();
    }

    /**
     * {@return the rules of a profile}
     *
     * @param profile a choice of detectors
     */
    public static MaskingRules of(Profile profile) {
        return builder().profile(profile).build();
    }

    /** {@return a builder that begins with {@link Profile#DEFAULT}} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the ids of the detectors that are on, in order} */
    public SortedSet<String> detectorIds() {
        return detectorIds;
    }

    Scan scan() {
        return scan;
    }

    /** {@return what is known of a key; null if nothing} */
    @Nullable
    KeyEntry entry(String key) {
        Optional<KeyEntry> known = seenKeys.get(key);
        if (known == null) {
            byte[] name = key.getBytes(StandardCharsets.UTF_8);
            known = Optional.ofNullable(keys.find(name, Math.max(0, name.length - KeyTable.LONGEST), name.length));
            if (seenKeys.size() < MOST_SEEN_KEYS) {
                seenKeys.put(key, known);
            }
        }
        return known.orElse(null);
    }

    Replacements replacements() {
        return replacements;
    }

    @Nullable
    KnownSecrets knownSecrets() {
        return knownSecrets;
    }

    /** Collects rules. Not thread-safe. */
    public static final class Builder {

        private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,32}(\\.[a-z0-9-]{1,32}){1,3}");
        private static final int LONGEST_KEY = 48;

        private final List<Detector> detectors = new ArrayList<>(Catalogue.detectors());
        private final Set<String> ids = new HashSet<>();
        private final Map<String, Strategy> strategies = new HashMap<>();
        private final Set<String> enabled = new HashSet<>();
        private final Map<String, String> extraKeys = new LinkedHashMap<>();
        private final Set<String> allowedKeys = new HashSet<>();
        private final Set<String> allowedValues = new HashSet<>();
        private final AtomicReference<Profile> profile = new AtomicReference<>(Profile.DEFAULT);
        private final AtomicReference<@Nullable Pseudonyms> pseudonyms = new AtomicReference<>();
        private final AtomicReference<@Nullable KnownSecrets> knownSecrets = new AtomicReference<>();

        private Builder() {
            detectors.forEach(detector -> ids.add(detector.id()));
        }

        /**
         * Chooses the detectors to begin with.
         *
         * @param choice of detectors
         * @return this
         */
        public Builder profile(Profile choice) {
            profile.set(choice);
            return this;
        }

        /**
         * Adds a detector of the application's own.
         *
         * @param detector with an id that no other one has
         * @return this
         * @throws IllegalArgumentException if it has no proper id or no anchor, or the id is taken
         */
        public Builder detector(Detector detector) {
            if (!ID.matcher(detector.id()).matches()) {
                throw new IllegalArgumentException(
                        "the id of a detector has 2 to 4 segments of lower case letters, digits and hyphens, joined by dots");
            }
            if (detector.anchors().isEmpty()) {
                throw new IllegalArgumentException(
                        "the detector " + detector.id() + " has no anchor, so that nothing calls it");
            }
            if (!ids.add(detector.id())) {
                throw new IllegalArgumentException("there is already a detector " + detector.id());
            }
            detectors.add(detector);
            return this;
        }

        /**
         * Chooses what becomes of the values that a detector finds; {@link Strategy#keep()} switches it off, any other one switches it
         * on.
         *
         * @param detectorId of a detector
         * @param strategy for its values
         * @return this
         * @throws IllegalArgumentException if there is no such detector
         */
        public Builder strategy(String detectorId, Strategy strategy) {
            strategies.put(known(detectorId), strategy);
            return this;
        }

        /**
         * Switches a detector on that the profile has off, with the strategy of its kind.
         *
         * @param detectorId of a detector
         * @return this
         * @throws IllegalArgumentException if there is no such detector
         */
        public Builder enable(String detectorId) {
            strategies.remove(known(detectorId));
            enabled.add(detectorId);
            return this;
        }

        /**
         * Masks the values of a key.
         *
         * @param name in any notation ({@code customerRef}, {@code customer-ref})
         * @param detectorId as which its values are counted and treated
         * @return this
         * @throws IllegalArgumentException if the name has no letter or digit or more than 48, or there is no such detector
         */
        public Builder key(String name, String detectorId) {
            extraKeys.put(plain(name), known(detectorId));
            return this;
        }

        /**
         * Leaves the values of a key as they are, whatever they look like.
         *
         * @param name in any notation
         * @return this
         * @throws IllegalArgumentException if it has no letter or digit, or more than 48
         */
        public Builder allowKey(String name) {
            allowedKeys.add(plain(name));
            return this;
        }

        /**
         * Leaves a value as it is, wherever it stands.
         *
         * @param value exact; not empty
         * @return this
         * @throws IllegalArgumentException if it is empty
         */
        public Builder allowValue(String value) {
            if (value.isEmpty()) {
                throw new IllegalArgumentException("a value that is left as it is must not be empty");
            }
            allowedValues.add(value);
            return this;
        }

        /**
         * Names values for {@link Strategy#pseudonym()}; without it, placeholders stand there.
         *
         * @param names under a key
         * @return this
         */
        public Builder pseudonyms(Pseudonyms names) {
            pseudonyms.set(names);
            return this;
        }

        /**
         * Erases exact values.
         *
         * @param secrets that may come and go later
         * @return this
         */
        public Builder knownSecrets(KnownSecrets secrets) {
            knownSecrets.set(secrets);
            return this;
        }

        /** {@return the rules} */
        public MaskingRules build() {
            return new MaskingRules(this);
        }

        private List<Rule> rules() {
            return detectors.stream()
                    .map(detector -> Rule.of(detector, strategyOf(detector)))
                    .filter(rule -> !(rule.strategy() instanceof Strategy.Keep))
                    .toList();
        }

        private Strategy strategyOf(Detector detector) {
            String id = detector.id();
            boolean off = switch (Objects.requireNonNull(profile.get())) {
                case GDPR -> false;
                case CREDENTIALS_ONLY -> id.startsWith("pii.");
                case DEFAULT, PCI -> Catalogue.ofMachines().contains(id);
            };
            Strategy byProfile = off && !enabled.contains(id) ? Strategy.keep() : detector.strategy();
            if (profile.get() == Profile.PCI && id.equals("pii.card")) {
                byProfile = Strategy.placeholder();
            }
            return strategies.getOrDefault(id, byProfile);
        }

        private Map<String, KeyEntry> names(List<Rule> rules) {
            Map<String, KeyEntry> names = new HashMap<>();
            Catalogue.harmless().forEach(name -> names.put(name, KeyEntry.of(KeyEntry.What.NOTHING)));
            Catalogue.identifiers().forEach(name -> names.put(name, KeyEntry.of(KeyEntry.What.IDENTIFIER)));
            Map<String, Rule> byId = new HashMap<>();
            for (Rule rule : rules) {
                byId.put(rule.detector().id(), rule);
                for (Anchor anchor : rule.detector().anchors()) {
                    if (anchor instanceof Anchor.Key key) {
                        key.names()
                                .forEach(name -> names.put(
                                        name,
                                        KeyEntry.secret(rule, Catalogue.stems().contains(name))));
                    }
                }
            }
            extraKeys.forEach((name, id) -> {
                Rule rule = byId.get(id);
                if (rule != null) {
                    names.put(name, KeyEntry.secret(rule, false));
                }
            });
            allowedKeys.forEach(name -> names.put(name, KeyEntry.of(KeyEntry.What.ALLOWED)));
            return names;
        }

        private String known(String detectorId) {
            if (!ids.contains(detectorId)) {
                throw new IllegalArgumentException(
                        "there is no detector of that id; MaskingRules.detectorIds() lists those that are on");
            }
            return detectorId;
        }

        private static String plain(String name) {
            String plain = KeyTable.normalised(name);
            if (plain.isEmpty() || plain.length() > LONGEST_KEY) {
                throw new IllegalArgumentException("the name of a key has 1 to 48 letters and digits of ASCII");
            }
            return plain;
        }
    }
}
