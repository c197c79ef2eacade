package io.redoubt.benchmarks.token;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Shows a library one good token and several bad ones before it is measured: who skips the work is not fast. */
public final class EntranceExam {

    private EntranceExam() {}

    /**
     * What a library made of the bad tokens.
     *
     * @param library who
     * @param accepted the flaws that it overlooked
     */
    public record Outcome(Library library, Set<Flaw> accepted) {}

    /**
     * {@return what each library overlooks in tokens signed with RS256}
     *
     * @throws Exception if a library throws
     */
    public static List<Outcome> ofAllLibraries() throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        try (TokenMint mint = TokenMint.of(Algorithm.RS256)) {
            for (Library library : Library.values()) {
                try (TokenCheck check = library.open(mint)) {
                    outcomes.add(new Outcome(library, acceptedFlaws(mint, check)));
                }
            }
        }
        return outcomes;
    }

    /**
     * Lets only a sound library pass.
     *
     * @throws IllegalStateException if it refuses the good token, or accepts one with a grave flaw
     */
    static void require(Library library, TokenMint mint, TokenCheck check) {
        Set<Flaw> accepted = acceptedFlaws(mint, check);
        for (Flaw flaw : Flaw.values()) {
            boolean mustRefuse = flaw == Flaw.WRONG_SIGNATURE || (flaw.isGrave() && library.checksClaims());
            if (mustRefuse && accepted.contains(flaw)) {
                throw new IllegalStateException(
                        library + " accepts a token with " + mint.algorithm() + " that is " + flaw.title());
            }
        }
    }

    /**
     * {@return the flaws that go through}
     *
     * @throws IllegalStateException if the good token does not
     */
    static Set<Flaw> acceptedFlaws(TokenMint mint, TokenCheck check) {
        try {
            check.check(mint.good());
        } catch (Exception e) {
            throw new IllegalStateException("the good token is refused: the set-up is wrong", e);
        }
        Set<Flaw> accepted = EnumSet.noneOf(Flaw.class);
        for (Flaw flaw : Flaw.values()) {
            if (accepts(check, mint.flawed(flaw))) {
                accepted.add(flaw);
            }
        }
        return accepted;
    }

    private static boolean accepts(TokenCheck check, String token) {
        try {
            check.check(token);
            return true;
        } catch (Exception refused) {
            return false;
        }
    }
}
