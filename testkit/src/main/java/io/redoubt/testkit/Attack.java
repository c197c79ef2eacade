package io.redoubt.testkit;

import java.util.Optional;

/**
 * One way to attack a service with a token: how the token is formed, and what the service must answer.
 *
 * <p>Immutable and thread-safe. Nothing of a token is kept.
 *
 * @since 0.1.0
 */
public final class Attack {

    private static final String MALFORMED = "token.malformed";

    /** Forms the token. */
    @FunctionalInterface
    interface Forgery {
        String form(AttackTarget target);
    }

    private final int number;
    private final String title;
    private final String form;
    private final AttackTier tier;
    private final AttackAnswer answer;
    private final String source;
    private final Forgery forgery;

    Attack(
            int number,
            String title,
            String form,
            AttackTier tier,
            AttackAnswer answer,
            String source,
            Forgery forgery) {
        this.number = number;
        this.title = title;
        this.form = form;
        this.tier = tier;
        this.answer = answer;
        this.source = source;
        this.forgery = forgery;
    }

    /** {@return the group's letter, the number and the form, such as {@code A-2.nOnE}; it never changes} */
    public String id() {
        return id(number, form);
    }

    static String id(int number, String form) {
        String slug = form.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
        return AttackGroup.of(number).letter() + "-" + number + "." + slug;
    }

    /** {@return the number in the catalogue, which several forms of one attack share} */
    public int number() {
        return number;
    }

    /** {@return the group} */
    public AttackGroup group() {
        return AttackGroup.of(number);
    }

    /** {@return what all forms with this number try} */
    public String title() {
        return title;
    }

    /** {@return how the token of this one is formed} */
    public String form() {
        return form;
    }

    /** {@return what the attacker must hold} */
    public AttackTier tier() {
        return tier;
    }

    /** {@return what the service must answer} */
    public AttackAnswer answer() {
        return answer;
    }

    /**
     * {@return the reason that a validator must have which is handed the text itself, none where the token is good: it
     * differs from the service's where the text is no bearer token, which a service sees before it asks a validator}
     */
    public Optional<String> tokenReason() {
        return answer.reason().map(reason -> reason.equals(AttackAnswer.NO_BEARER_TOKEN) ? MALFORMED : reason);
    }

    /** {@return the specification that forbids it, the advisory that reports it, the validators that fell for it} */
    public String source() {
        return source;
    }

    /**
     * {@return the token, newly formed; not every text can be sent in a field of HTTP}
     *
     * @param target whom to attack
     */
    public String token(AttackTarget target) {
        return forgery.form(target);
    }

    /** {@return the id} */
    @Override
    public String toString() {
        return id();
    }
}
