package io.redoubt.testkit;

/**
 * An attack that needs more than a token or a request: a network that fails, keys that change, a cache that remembers.
 *
 * @param number in the catalogue
 * @param title what happens
 * @param expected what the service must do
 * @param source the advisory that reports it, the validators that fell for it
 * @since 0.1.0
 */
public record AttackScenario(int number, String title, String expected, String source) {

    /** {@return the group} */
    public AttackGroup group() {
        return AttackGroup.of(number);
    }

    /** {@return the group's letter and the number, such as {@code J-186}} */
    public String id() {
        return group().letter() + "-" + number;
    }
}
