package io.redoubt.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The rows of the catalogue while they are written down. */
final class AttackRows {

    private final List<Attack> attacks = new ArrayList<>();

    /**
     * {@return a row, to which the forms of the attack are added}
     *
     * @param number the catalogue's
     * @param tier what the attacker must hold
     * @param title what he tries
     * @param source who forbids, reports or fell for it
     */
    Row row(int number, AttackTier tier, String title, String source) {
        return new Row(attacks, number, tier, title, source);
    }

    List<Attack> attacks() {
        return List.copyOf(attacks);
    }

    /** One number of the catalogue. */
    record Row(List<Attack> attacks, int number, AttackTier tier, String title, String source) {

        /** Adds a form that is refused. */
        Row refused(String reason, String form, Function<AttackTarget, TestToken> token) {
            return refusedText(reason, form, target -> token.apply(target).sign());
        }

        /** Adds a form that is refused and that no token of the kit can express. */
        Row refusedText(String reason, String form, Attack.Forgery forgery) {
            attacks.add(new Attack(number, title, form, tier, AttackAnswer.refused(reason), source, forgery));
            return this;
        }

        /** Adds a form that looks like an attack and must be accepted. */
        Row accepted(String form, Function<AttackTarget, TestToken> token) {
            attacks.add(new Attack(
                    number,
                    title,
                    form,
                    tier,
                    AttackAnswer.accepted(),
                    source,
                    target -> token.apply(target).sign()));
            return this;
        }
    }
}
