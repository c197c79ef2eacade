package io.redoubt.docs;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaConstructor.CONSTRUCTOR_NAME;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The terms of {@link ArchitectureRule} that ArchUnit does not bring. */
final class ArchitectureTerms {
    private static final String[] CHOICES_OF_A_CLOCK = {
        "system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes"
    };

    private ArchitectureTerms() {}

    /** Every package for itself, the root and its children alike: a child that its parent calls is half a cycle. */
    static SliceAssignment eachPackageUnder(String root) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return isUnder(root, type) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages under " + root;
            }
        };
    }

    static ArchCondition<JavaClass> showOnlyTypesOf(String... packages) {
        return new ArchCondition<>("show only types of " + String.join(", ", packages)) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                shownBy(type)
                        .flatMap(shown -> shown.getAllInvolvedRawTypes().stream())
                        .map(JavaClass::getBaseComponentType)
                        .filter(shown ->
                                !shown.isPrimitive() && Stream.of(packages).noneMatch(root -> isUnder(root, shown)))
                        .distinct()
                        .map(shown -> type.getName() + " shows " + shown.getName())
                        .forEach(message -> events.add(SimpleConditionEvent.violated(type, message)));
            }
        };
    }

    static DescribedPredicate<JavaClass> closedForExtension() {
        return describe(
                "final, sealed, a record, an enum or an interface",
                type -> type.isInterface()
                        || type.isEnum()
                        || type.getModifiers().contains(FINAL)
                        || type.reflect().isSealed());
    }

    /** Joran and picocli fill objects by their own ways; there, and only there, fields and setters are theirs. */
    static DescribedPredicate<JavaClass> filledByAFramework(String root) {
        return describe(
                "filled by Joran or picocli, or of the masking engine alone, where each text has scratch of its own",
                type -> isUnder(root + ".masking.logback", type)
                        || (isUnder(root + ".masking", type)
                                && !type.getModifiers().contains(PUBLIC))
                        || (isUnder(root + ".cli", type) && type.isAnnotatedWith("picocli.CommandLine$Command")));
    }

    static DescribedPredicate<JavaField> instanceField() {
        return describe("an instance field", field -> !hasModifier(field, STATIC) && !hasModifier(field, SYNTHETIC));
    }

    static DescribedPredicate<JavaField> byteArray() {
        return describe("a byte array", field -> field.getRawType().isEquivalentTo(byte[].class));
    }

    /** An override is the choice of whoever wrote the supertype, here and below. */
    static DescribedPredicate<JavaMethod> publicSetter() {
        return describe(
                "a public setter",
                method -> hasModifier(method, PUBLIC)
                        && !hasModifier(method, STATIC)
                        && method.getName().matches("set[A-Z].*")
                        && !overrides(method));
    }

    static DescribedPredicate<JavaCodeUnit> joiningABooleanWithAnotherParameter() {
        return describe(
                "a method that joins a boolean with another parameter",
                unit -> unit.getRawParameterTypes().size() > 1
                        && unit.getRawParameterTypes().stream()
                                .anyMatch(type ->
                                        type.isEquivalentTo(boolean.class) || type.isEquivalentTo(Boolean.class))
                        && !(unit.isConstructor() && unit.getOwner().isRecord())
                        && !(unit instanceof JavaMethod method && overrides(method)));
    }

    static DescribedPredicate<JavaAccess<?>> systemClock() {
        return describe(
                "a clock of the system is chosen",
                access -> reaches(access, System.class, "currentTimeMillis")
                        || reaches(access, Clock.class, CHOICES_OF_A_CLOCK)
                        || reaches(access, InstantSource.class, "system")
                        || readsTimeWithoutAClock(access)
                        || makesDateOfNow(access));
    }

    static DescribedPredicate<JavaAccess<?>> systemRandomness() {
        return describe(
                "randomness of the system is chosen",
                access -> reaches(access, SecureRandom.class, CONSTRUCTOR_NAME, "getInstance", "getInstanceStrong")
                        || reaches(access, UUID.class, "randomUUID")
                        || reaches(access, Math.class, "random"));
    }

    static DescribedPredicate<JavaClass> inANullMarkedPackage() {
        return describe("in a package that is @NullMarked", type -> {
            JavaPackage itsPackage = type.getPackage();
            return itsPackage
                    .tryGetPackageInfo()
                    .filter(info -> info.isAnnotatedWith(NullMarked.class))
                    .isPresent();
        });
    }

    private static boolean isUnder(String root, JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    private static Stream<JavaType> shownBy(JavaClass type) {
        Stream<JavaType> supertypes = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaType> members = type.getMembers().stream()
                .filter(member -> hasModifier(member, PUBLIC) || hasModifier(member, PROTECTED))
                .filter(member -> !hasModifier(member, SYNTHETIC))
                .flatMap(ArchitectureTerms::signatureOf);
        return Stream.concat(supertypes, members);
    }

    private static Stream<JavaType> signatureOf(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.of(
                        Stream.of(unit.getReturnType()),
                        unit.getParameterTypes().stream(),
                        unit.getExceptionTypes().stream())
                .flatMap(types -> types);
    }

    private static boolean overrides(JavaMethod method) {
        return Stream.concat(
                        method.getOwner().getAllRawSuperclasses().stream(),
                        method.getOwner().getAllRawInterfaces().stream())
                .flatMap(supertype -> supertype.getMethods().stream())
                .anyMatch(inherited -> isOverriddenBy(method, inherited));
    }

    private static boolean isOverriddenBy(JavaMethod method, JavaMethod inherited) {
        List<JavaType> asked = inherited.getParameterTypes();
        List<JavaClass> taken = method.getRawParameterTypes();
        return inherited.getName().equals(method.getName())
                && asked.size() == taken.size()
                && IntStream.range(0, asked.size())
                        .allMatch(i -> asked.get(i) instanceof JavaTypeVariable
                                || asked.get(i).toErasure().equals(taken.get(i)));
    }

    private static boolean reaches(JavaAccess<?> access, Class<?> owner, String... names) {
        return access.getTargetOwner().isEquivalentTo(owner)
                && List.of(names).contains(access.getTarget().getName());
    }

    private static boolean readsTimeWithoutAClock(JavaAccess<?> access) {
        return isUnder("java.time", access.getTargetOwner())
                && access.getTarget().getName().equals("now")
                && parametersOf(access.getTarget()).stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static boolean makesDateOfNow(JavaAccess<?> access) {
        return reaches(access, Date.class, CONSTRUCTOR_NAME)
                && parametersOf(access.getTarget()).isEmpty();
    }

    private static List<JavaClass> parametersOf(AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitAccessTarget unit ? unit.getRawParameterTypes() : List.of();
    }

    private static boolean hasModifier(JavaMember member, JavaModifier modifier) {
        return member.getModifiers().contains(modifier);
    }
}
