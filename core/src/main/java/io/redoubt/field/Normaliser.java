package io.redoubt.field;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Brings texts that mean the same to one form before they are looked up. What one does never changes: its id is part of the
 * derivation, and another behaviour has another id. FORMATS section 5.
 *
 * <p>All but {@link #EXACT_1} refuse a code point that Unicode 13 does not know, so that every Java gives the same form. A
 * refusal never contains the text. Thread-safe.
 *
 * @since 0.1.0
 */
public enum Normaliser {
    /** The text as it is. */
    EXACT_1("exact-1", text -> text),

    /**
     * Texts that differ in upper and lower case, in width or in how their accents are composed are the same: {@code STRASSE}
     * and {@code Straße} are, {@code Müller} and {@code Muller} are not. White space counts.
     */
    FOLD_1("fold-1", CaseFolding::fold),

    /**
     * E-mail addresses: the domain as DNS has it, in lower case, the local part as by {@link #FOLD_1}, with its dots and
     * +tag. Two mailboxes may come to the same form where their host tells cases apart: send to the address that is stored,
     * never to the one that was looked up. What has no domain name, two {@code @}, white space or control characters is
     * refused.
     */
    EMAIL_1("email-1", EmailAddress::normalise),

    /**
     * The decimal digits alone, those of other scripts as ASCII, everything else left out, a leading + as well:
     * {@code +49 30 12} and {@code 4930-12} are the same, {@code 0049 30 12} and {@code 030 12} are not, so bring telephone
     * numbers to the form of E.164 before. A text without a digit is refused.
     */
    DIGITS_1("digits-1", Digits::only),

    /**
     * The last four letters and digits, as by {@link #FOLD_1} and {@link #DIGITS_1}, separators left out: for cards and
     * accounts of which people know the end. Less than four are refused.
     */
    LAST4_1("last4-1", Digits::lastFour);

    private final String id;

    @SuppressWarnings("ImmutableEnumChecker") // each is a function without state
    private final UnaryOperator<String> form;

    Normaliser(String id, UnaryOperator<String> form) {
        this.id = id;
        this.form = form;
    }

    /** {@return the name in annotations, files and derivations, which never changes} */
    public String id() {
        return id;
    }

    /**
     * {@return the normaliser with this name}
     *
     * @param id any text
     */
    public static Optional<Normaliser> of(String id) {
        return Stream.of(values()).filter(it -> it.id.equals(id)).findAny();
    }

    /**
     * {@return the one form of a text}
     *
     * @param text the text
     * @throws IllegalArgumentException if it has no such form
     */
    public String normalise(String text) {
        return form.apply(text);
    }
}
