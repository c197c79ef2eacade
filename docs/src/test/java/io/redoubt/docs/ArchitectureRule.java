package io.redoubt.docs;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.redoubt.docs.ArchitectureTerms.byteArray;
import static io.redoubt.docs.ArchitectureTerms.closedForExtension;
import static io.redoubt.docs.ArchitectureTerms.eachPackageUnder;
import static io.redoubt.docs.ArchitectureTerms.filledByAFramework;
import static io.redoubt.docs.ArchitectureTerms.inANullMarkedPackage;
import static io.redoubt.docs.ArchitectureTerms.instanceField;
import static io.redoubt.docs.ArchitectureTerms.joiningABooleanWithAnotherParameter;
import static io.redoubt.docs.ArchitectureTerms.publicSetter;
import static io.redoubt.docs.ArchitectureTerms.showOnlyTypesOf;
import static io.redoubt.docs.ArchitectureTerms.systemClock;
import static io.redoubt.docs.ArchitectureTerms.systemRandomness;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What every published module keeps to. A rule is stated for any root package, so that the same rule that holds under
 * {@code io.redoubt} can be seen to fire on the bad code that is planted for it.
 */
enum ArchitectureRule {
    NO_PACKAGE_CYCLES(
            root -> slices().assignedFrom(eachPackageUnder(root)).should().beFreeOfCycles()),

    NIMBUS_STAYS_BEHIND_TOKENS(root -> onlyIn("com.nimbusds", root, "token", "internal", "testkit")),

    TINK_STAYS_BEHIND_KEYS(root -> onlyIn("com.google.crypto.tink", root, "key", "provisioning")),

    LOGBACK_STAYS_BEHIND_MASKING(root -> onlyIn("ch.qos.logback", root, "masking.logback", "testkit")),

    SPRING_STAYS_IN_THE_STARTER(root -> onlyIn("org.springframework", root, "spring", "testkit.spring")),

    HIBERNATE_STAYS_IN_ITS_ADAPTER(root -> onlyIn("org.hibernate", root, "hibernate")),

    CORE_SHOWS_NO_THIRD_PARTY_TYPE(root -> classes()
            .that()
            .resideInAnyPackage(core(root))
            .and()
            .resideOutsideOfPackage(root + ".internal..")
            .and()
            .arePublic()
            .should(showOnlyTypesOf(root, "java", "javax.crypto", "javax.net", "javax.security", "javax.sql"))),

    TOKENS_DO_NOT_KNOW_KEYS(root -> noClassesIn(in(root, "token", "access"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(in(root, "key", "field"))),

    KEYS_DO_NOT_KNOW_TOKENS(root -> noClassesIn(in(root, "key", "field"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(in(root, "token", "access"))),

    PROVISIONING_STAYS_IN_THE_CLI(root -> noClassesBut(in(root, "cli", "provisioning"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(root + ".provisioning..")),

    INTERNAL_IS_FOR_CORE_AND_CLI(root -> noClassesBut(core(root))
            .and()
            .resideOutsideOfPackages(in(root, "cli", "provisioning"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(root + ".internal..")),

    TESTKIT_KNOWS_ONLY_ITSELF(root -> knowsOnlyItself(root, "testkit")),

    MASKING_KNOWS_ONLY_ITSELF(root -> knowsOnlyItself(root, "masking")),

    NOTHING_NEEDS_THE_TESTKIT(root ->
            noClassesBut(root + ".testkit..").should().dependOnClassesThat().resideInAPackage(root + ".testkit..")),

    PUBLIC_CLASSES_ARE_CLOSED(root -> classes().that().arePublic().should(be(closedForExtension()))),

    INSTANCE_FIELDS_ARE_FINAL(root -> fields().that(instanceField())
            .and()
            .areDeclaredInClassesThat(filledByAFramework(root).negate())
            .should()
            .beFinal()),

    NO_PUBLIC_SETTERS(root -> noMethods()
            .that()
            .areDeclaredInClassesThat(filledByAFramework(root).negate())
            .should(be(publicSetter()))),

    A_BOOLEAN_STANDS_ALONE(root -> noCodeUnits()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should(be(joiningABooleanWithAnotherParameter()))),

    NO_BYTES_IN_RECORDS(root -> noFields()
            .that()
            .areDeclaredInClassesThat()
            .areRecords()
            .and(instanceField())
            .should(be(byteArray()))),

    CLOCKS_ARE_PASSED_IN(root -> noClassesBut(wiring(root)).should().accessTargetWhere(systemClock())),

    RANDOMNESS_IS_PASSED_IN(root -> noClassesBut(wiring(root)).should().accessTargetWhere(systemRandomness())),

    NO_GUESSABLE_RANDOMNESS(root -> noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class)),

    NO_THREAD_LOCALS(root -> noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class)),

    STANDARD_STREAMS_BELONG_TO_THE_CLI(root -> noClassesBut(root + ".cli..").should(ACCESS_STANDARD_STREAMS)),

    EVERY_PACKAGE_IS_NULL_MARKED(root -> classes().should(be(inANullMarkedPackage())));

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final Function<String, ArchRule> rule;

    ArchitectureRule(Function<String, ArchRule> rule) {
        this.rule = rule;
    }

    /** The rule for the packages under a root. It holds where there is nothing that it speaks of. */
    ArchRule under(String root) {
        return rule.apply(root).as(this + " under " + root).allowEmptyShould(true);
    }

    private static String[] core(String root) {
        String[] below = in(root, "token", "access", "key", "field", "state", "audit", "internal");
        return Stream.concat(Stream.of(root), Stream.of(below)).toArray(String[]::new);
    }

    /** Where an application is put together, or, in the testkit, a test: somebody has to choose the clock. */
    private static String[] wiring(String root) {
        return in(root, "spring", "cli", "testkit", "masking.logback");
    }

    private static ArchRule onlyIn(String library, String root, String... packages) {
        return noClassesBut(in(root, packages)).should().dependOnClassesThat().resideInAPackage(library + "..");
    }

    private static ArchRule knowsOnlyItself(String root, String part) {
        String itself = root + "." + part + "..";
        return noClassesIn(itself)
                .should()
                .dependOnClassesThat(resideInAPackage(root + "..").and(resideOutsideOfPackage(itself)));
    }

    private static GivenClassesConjunction noClassesIn(String... packages) {
        return noClasses().that().resideInAnyPackage(packages);
    }

    private static GivenClassesConjunction noClassesBut(String... packages) {
        return noClasses().that().resideOutsideOfPackages(packages);
    }

    private static String[] in(String root, String... packages) {
        return Stream.of(packages).map(part -> root + "." + part + "..").toArray(String[]::new);
    }
}
