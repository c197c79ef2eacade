package io.redoubt.masking;

import java.util.Set;

/** How far a value reaches that stands beside its key without quotes. */
enum Extent {
    /** To the next space. */
    WORD,
    /** Over spaces, as long as digits or capitals follow: {@code HH AB 1234}. */
    CODE,
    /** Over spaces, up to the next key or bracket. */
    PHRASE,
    /** To the end of the line, or of the quotes or brackets around it. */
    LINE;

    private static final Set<String> PHRASES = Set.of("pii.person", "pii.address", "pii.birth", "cred.passphrase");
    private static final Set<String> LINES = Set.of("cred.authorization", "cred.cookie");

    static Extent of(String detectorId) {
        if (PHRASES.contains(detectorId)) {
            return PHRASE;
        }
        if (LINES.contains(detectorId)) {
            return LINE;
        }
        return detectorId.startsWith("pii.") && !detectorId.equals("pii.username") ? CODE : WORD;
    }
}
