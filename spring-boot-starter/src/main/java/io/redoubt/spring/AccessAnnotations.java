package io.redoubt.spring;

import io.redoubt.ConfigurationException;
import io.redoubt.access.HandlerAccess;
import io.redoubt.access.Requirement;
import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/** Reads what the annotations of handlers say. Not thread-safe: it collects what is wrong with them. */
final class AccessAnnotations {

    private static final String REQUIRES_SCOPE = RequiresScope.class.getName();
    private static final String STEP_UP = StepUp.class.getName();
    // By name: a service may lack Jakarta's annotations.
    private static final String ROLES_ALLOWED = "jakarta.annotation.security.RolesAllowed";
    private static final String PERMIT_ALL = "jakarta.annotation.security.PermitAll";
    private static final String DENY_ALL = "jakarta.annotation.security.DenyAll";

    private static final Set<String> REDOUBTS = Set.of(REQUIRES_SCOPE, STEP_UP);
    private static final Set<String> ALL = Set.of(REQUIRES_SCOPE, STEP_UP, ROLES_ALLOWED, PERMIT_ALL, DENY_ALL);

    private final Problems problems;

    AccessAnnotations(Problems problems) {
        this.problems = problems;
    }

    /** {@return what the annotations of a handler say together; what could not be read was taken down} */
    HandlerAccess read(HandlerCode code) {
        List<AccessStatement> statements = new ArrayList<>();
        code.elements()
                .forEach(element -> grouped(element, ALL)
                        .forEach(annotations -> statement(code, annotations).ifPresent(statements::add)));
        return AccessStatement.together(statements);
    }

    /** {@return whether an annotation of Redoubt's own stands on the handler} */
    static boolean hasRedoubts(HandlerCode code) {
        return hasAny(code, REDOUBTS);
    }

    /** {@return whether an annotation of Redoubt's own stands on this very code: the method, or the class if there is none} */
    static boolean standsOn(HandlerCode code) {
        return !grouped(code.elements().get(0), REDOUBTS).isEmpty();
    }

    /** {@return whether any annotation of access stands on the handler} */
    static boolean hasAny(HandlerCode code) {
        return hasAny(code, ALL);
    }

    private static boolean hasAny(HandlerCode code, Set<String> types) {
        return code.elements().stream()
                .anyMatch(element -> !grouped(element, types).isEmpty());
    }

    /** {@return the annotations of an element and of what it overrides or extends, the nearest first} */
    private static List<List<MergedAnnotation<?>>> grouped(AnnotatedElement element, Set<String> types) {
        Map<Object, List<MergedAnnotation<?>>> groups = new LinkedHashMap<>();
        MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).stream()
                .filter(annotation -> types.contains(annotation.getType().getName()))
                .forEach(annotation -> groups.computeIfAbsent(source(annotation), it -> new ArrayList<>())
                        .add(annotation));
        return List.copyOf(groups.values());
    }

    private static Object source(MergedAnnotation<?> annotation) {
        Object source = annotation.getSource();
        if (source == null) {
            throw new IllegalStateException("an annotation stands nowhere");
        }
        return source;
    }

    private Optional<AccessStatement> statement(HandlerCode code, List<MergedAnnotation<?>> annotations) {
        boolean everybody = !ofType(annotations, PERMIT_ALL).isEmpty();
        boolean nobody = !ofType(annotations, DENY_ALL).isEmpty();
        if (everybody || nobody) {
            boolean alone = annotations.stream()
                            .map(MergedAnnotation::getType)
                            .distinct()
                            .count()
                    == 1;
            if (!alone) {
                problems.add(
                        code.name(),
                        "has @" + (nobody ? "DenyAll" : "PermitAll") + " beside another annotation of access",
                        "keep one of them: it says everything there is to say");
            }
            return Optional.of(nobody ? new AccessStatement.Nobody() : new AccessStatement.Everybody());
        }
        return Optional.of(new AccessStatement.Asks(
                scopes(code, ofType(annotations, REQUIRES_SCOPE)),
                only(code, ofType(annotations, ROLES_ALLOWED)).flatMap(it -> roles(code, it)),
                only(code, ofType(annotations, STEP_UP)).flatMap(it -> stepUp(code, it))));
    }

    private static List<MergedAnnotation<?>> ofType(List<MergedAnnotation<?>> annotations, String type) {
        return annotations.stream()
                .filter(annotation -> annotation.getType().getName().equals(type))
                .toList();
    }

    private Optional<MergedAnnotation<?>> only(HandlerCode code, List<MergedAnnotation<?>> annotations) {
        if (annotations.size() > 1) {
            problems.add(
                    code.name(),
                    "has @" + annotations.get(0).getType().getSimpleName() + " several times on one element",
                    "write one that says everything");
        }
        return annotations.stream().findFirst();
    }

    private Optional<Set<String>> scopes(HandlerCode code, List<MergedAnnotation<?>> annotations) {
        if (annotations.isEmpty()) {
            return Optional.empty();
        }
        Set<String> scopes = new LinkedHashSet<>();
        for (MergedAnnotation<?> annotation : annotations) {
            List<String> named = Arrays.asList(annotation.getStringArray(MergedAnnotation.VALUE));
            if (named.isEmpty()) {
                problems.add(code.name(), "has @RequiresScope without a scope", "name one, or remove the annotation");
            }
            scopes.addAll(named);
        }
        return problems.take(setting -> code.name() + " @RequiresScope", () -> new Requirement(scopes, Set.of()))
                .map(Requirement::scopes);
    }

    private Optional<Set<String>> roles(HandlerCode code, MergedAnnotation<?> annotation) {
        Set<String> roles = new LinkedHashSet<>(Arrays.asList(annotation.getStringArray(MergedAnnotation.VALUE)));
        if (roles.isEmpty()) {
            problems.add(
                    code.name(), "has @RolesAllowed without a role", "name one, or write @DenyAll if nobody may call");
        }
        return problems.take(setting -> code.name() + " @RolesAllowed", () -> new Requirement(Set.of(), roles))
                .map(Requirement::anyRole);
    }

    private Optional<io.redoubt.access.StepUp> stepUp(HandlerCode code, MergedAnnotation<?> annotation) {
        Optional<io.redoubt.access.StepUp> stepUp =
                problems.take(setting -> code.name() + " @StepUp " + setting, () -> stepUp(annotation));
        if (stepUp.equals(Optional.of(io.redoubt.access.StepUp.NONE))) {
            problems.add(
                    code.name(), "has @StepUp that asks nothing", "set acr, amr, maxAge or singleUse, or remove it");
        }
        return stepUp;
    }

    private static io.redoubt.access.StepUp stepUp(MergedAnnotation<?> annotation) {
        return new io.redoubt.access.StepUp(
                text(annotation.getString("acr")),
                Set.copyOf(Arrays.asList(annotation.getStringArray("amr"))),
                text(annotation.getString("maxAge")).map(AccessAnnotations::duration),
                annotation.getBoolean("singleUse")
                        ? io.redoubt.access.StepUp.Uses.ONE
                        : io.redoubt.access.StepUp.Uses.MANY);
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(it -> !it.isEmpty());
    }

    /** As Boot reads the properties. */
    private static Duration duration(String text) {
        try {
            return DurationStyle.detectAndParse(text, ChronoUnit.SECONDS);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("maxAge", "cannot be read", "write a duration such as 30s, 5m or 24h");
        }
    }
}
