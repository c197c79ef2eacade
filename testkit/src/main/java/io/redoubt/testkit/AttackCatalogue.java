package io.redoubt.testkit;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The attack catalogue: every known way to attack a service with a token, with the answer that is due.
 *
 * <p>The same numbers stand for the same attacks for ever. What a token alone expresses is in {@link #all()}, what is a
 * matter of the request around it in {@link #requests()}. Scenarios with slow networks, rotating keys, caches and fleets
 * are in {@link #scenarios()}; what nobody runs yet is in {@link #omissions()}.
 *
 * @since 0.1.0
 */
public final class AttackCatalogue {

    private static final List<Attack> ALL = Stream.of(
                    AlgorithmAttacks.all(),
                    CurveAttacks.all(),
                    RsaAttacks.all(),
                    KeyAttacks.all(),
                    HeaderKeyAttacks.all(),
                    HeaderAttacks.all(),
                    TimeAttacks.all(),
                    ClaimAttacks.all(),
                    KindAttacks.all(),
                    JsonAttacks.all(),
                    EncryptionAttacks.all(),
                    EncodingAttacks.all())
            .flatMap(List::stream)
            .sorted(Comparator.comparingInt(Attack::number))
            .toList();

    private static final List<RequestAttack> REQUESTS = Stream.of(
                    DpopSchemeAttacks.all(),
                    ProofFormAttacks.all(),
                    ProofSpellingAttacks.all(),
                    ProofClaimAttacks.all(),
                    ProofUriAttacks.all(),
                    ProofUseAttacks.all(),
                    CertificateAttacks.all(),
                    ForwardedCertificateAttacks.all(),
                    StepUpAttacks.all(),
                    BypassAttacks.all(),
                    CredentialAttacks.all(),
                    TokenPlaceAttacks.all(),
                    FieldAttacks.all())
            .flatMap(List::stream)
            .sorted(Comparator.comparingInt(RequestAttack::number))
            .toList();

    private AttackCatalogue() {}

    /** {@return every attack that a token alone can express, by number} */
    public static List<Attack> all() {
        return ALL;
    }

    /**
     * {@return the attacks of one group, by number}
     *
     * @param group which
     */
    public static List<Attack> group(AttackGroup group) {
        return ALL.stream().filter(attack -> attack.group() == group).toList();
    }

    /** {@return every attack that requests alone can express and a token alone cannot, by number} */
    public static List<RequestAttack> requests() {
        return REQUESTS;
    }

    /**
     * {@return the requests of one group, by number}
     *
     * @param group which
     */
    public static List<RequestAttack> requests(AttackGroup group) {
        return REQUESTS.stream().filter(attack -> attack.group() == group).toList();
    }

    /** {@return the attacks that need more than tokens and requests, by number} */
    public static List<AttackScenario> scenarios() {
        return AttackScenarios.ALL;
    }

    /** {@return the numbers that are not run, by number} */
    public static List<AttackOmission> omissions() {
        return AttackScenarios.OMITTED;
    }
}
