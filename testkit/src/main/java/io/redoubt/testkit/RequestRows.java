package io.redoubt.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The rows of the catalogue that are requests, while they are written down. */
final class RequestRows {

    private final List<RequestAttack> attacks = new ArrayList<>();

    /**
     * {@return a row for a service in the plain setting, to which the forms of the attack are added}
     *
     * @param number the catalogue's
     * @param tier what the attacker must hold
     * @param title what he tries
     * @param source who forbids, reports or fell for it
     */
    Row row(int number, AttackTier tier, String title, String source) {
        return new Row(attacks, number, tier, title, source, RequestSetting.PLAIN, Set.of());
    }

    List<RequestAttack> attacks() {
        return List.copyOf(attacks);
    }

    /** One number of the catalogue, for one setting. */
    record Row(
            List<RequestAttack> attacks,
            int number,
            AttackTier tier,
            String title,
            String source,
            RequestSetting setting,
            Set<String> unseenFields) {

        /** {@return this row for forms in another setting} */
        Row in(RequestSetting other) {
            return new Row(attacks, number, tier, title, source, other, unseenFields);
        }

        /** {@return this row for forms with fields that are kept from the handler} */
        Row hiding(String... fields) {
            return new Row(attacks, number, tier, title, source, setting, Set.of(fields));
        }

        /** Adds a form of one request. */
        Row answers(RequestAnswer answer, String form, Function<RequestTarget, RawRequest> request) {
            return answersLast(answer, form, target -> List.of(request.apply(target)));
        }

        /** Adds a form that looks like an attack and must pass. */
        Row passes(String form, Function<RequestTarget, RawRequest> request) {
            return answers(RequestAnswer.PASSES, form, request);
        }

        /** Adds a form of several requests, of which the last one is meant. */
        Row answersLast(RequestAnswer answer, String form, RequestAttack.Forgery forgery) {
            attacks.add(new RequestAttack(this, answer, form, form, forgery));
            return this;
        }

        /** Adds a form that is a spelling of a path, and so needs another name for its id. */
        Row answersAt(RequestAnswer answer, String name, String path, Function<RequestTarget, RawRequest> request) {
            attacks.add(new RequestAttack(this, answer, name, path, target -> List.of(request.apply(target))));
            return this;
        }
    }
}
