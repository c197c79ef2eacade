package io.redoubt.benchmarks.token;

/** What is wrong with a token. Whoever accepts a token with a grave flaw is not measured, for it skips work. */
public enum Flaw {
    WRONG_SIGNATURE("signed with another key", true),
    WRONG_AUDIENCE("for another audience", true),
    WRONG_ISSUER("from another issuer", true),
    EXPIRED("expired", true),
    WITHOUT_EXPIRY("without `exp`", false),
    WRONG_TYPE("`typ: JWT` instead of `at+jwt`", false),
    DUPLICATE_CLAIM("`sub` twice", false),
    SECOND_SPELLING("the same token in a second spelling", false);

    private final String title;
    private final boolean grave;

    Flaw(String title, boolean grave) {
        this.title = title;
        this.grave = grave;
    }

    /** {@return what readers call it} */
    public String title() {
        return title;
    }

    /** {@return whether every peer must refuse it} */
    public boolean isGrave() {
        return grave;
    }
}
