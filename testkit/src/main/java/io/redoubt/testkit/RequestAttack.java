package io.redoubt.testkit;

import java.util.List;
import java.util.Set;

/**
 * One way to attack a service with requests: what is sent, and what the service must answer to the last of it.
 *
 * <p>Immutable and thread-safe. Nothing of a request is kept.
 *
 * @since 0.1.0
 */
public final class RequestAttack {

    /** Forms the requests. */
    @FunctionalInterface
    interface Forgery {
        List<RawRequest> form(RequestTarget target);
    }

    private final int number;
    private final String title;
    private final String name;
    private final String form;
    private final AttackTier tier;
    private final RequestSetting setting;
    private final RequestAnswer answer;
    private final Set<String> unseenFields;
    private final String source;
    private final Forgery forgery;

    /**
     * Writes an attack down.
     *
     * @param name what its id is made of
     */
    RequestAttack(RequestRows.Row row, RequestAnswer answer, String name, String form, Forgery forgery) {
        this.number = row.number();
        this.title = row.title();
        this.name = name;
        this.form = form;
        this.tier = row.tier();
        this.setting = row.setting();
        this.answer = answer;
        this.unseenFields = row.unseenFields();
        this.source = row.source();
        this.forgery = forgery;
    }

    /** {@return the group's letter, the number and the form, such as {@code F-134.another-host}; it never changes} */
    public String id() {
        return Attack.id(number, name);
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

    /** {@return what this one does} */
    public String form() {
        return form;
    }

    /** {@return what the attacker must hold} */
    public AttackTier tier() {
        return tier;
    }

    /** {@return how the service is set up that is attacked like this} */
    public RequestSetting setting() {
        return setting;
    }

    /** {@return what the service must answer to the last request} */
    public RequestAnswer answer() {
        return answer;
    }

    /** {@return the names of fields that the handler must not see, where it is reached} */
    public Set<String> unseenFields() {
        return unseenFields;
    }

    /** {@return the specification that forbids it, the advisory that reports it, the products that fell for it} */
    public String source() {
        return source;
    }

    /**
     * {@return the requests, newly formed, at least one: they are sent one after another, each on a connection of its own;
     * the last one is judged, and all before it must pass}
     *
     * @param target whom to attack
     */
    public List<RawRequest> requests(RequestTarget target) {
        return forgery.form(target);
    }

    /** {@return the id} */
    @Override
    public String toString() {
        return id();
    }
}
