package io.redoubt.spring;

import io.redoubt.token.LogoutScope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Judges the properties under {@code redoubt.issuers.<name>.logout}. */
final class LogoutReader {

    private static final Map<String, LogoutScope> SCOPES =
            Map.of("session", LogoutScope.SESSION, "subject", LogoutScope.SUBJECT);

    private final Problems problems;
    private final Set<String> paths = new HashSet<>();

    private LogoutReader(Problems problems) {
        this.problems = problems;
    }

    /** {@return the logouts that could be read; the rest was taken down} */
    static List<LogoutSettings> read(RedoubtProperties properties, Optional<EnforcedBy> enforcedBy, Problems problems) {
        LogoutReader reader = new LogoutReader(problems);
        List<LogoutSettings> logouts = new ArrayList<>();
        properties.issuers().forEach((name, issuer) -> {
            RedoubtProperties.Logout logout = issuer.logout();
            if (logout != null) {
                String property = "redoubt.issuers." + name + ".logout";
                reader.checkFit(issuer, enforcedBy, property);
                reader.readOne(name, logout, property).ifPresent(logouts::add);
            }
        });
        return logouts;
    }

    private void checkFit(RedoubtProperties.Issuer issuer, Optional<EnforcedBy> enforcedBy, String property) {
        RedoubtProperties.Introspection introspection = issuer.introspection();
        if (introspection != null && introspection.only()) {
            problems.add(
                    property,
                    "is set, but introspection.only is true, and without the issuer's keys no logout token can be verified",
                    "remove one of the two");
        }
        if (enforcedBy.equals(Optional.of(EnforcedBy.SPRING_SECURITY))) {
            problems.add(
                    property,
                    "is set, but Spring Security decides about requests, and would ask the issuer for a token",
                    "remove it, or set " + EnforcedBy.PROPERTY + " to redoubt");
        }
    }

    private Optional<LogoutSettings> readOne(String name, RedoubtProperties.Logout logout, String property) {
        String clientId = Objects.requireNonNullElse(logout.clientId(), "");
        String path = Objects.requireNonNullElse(logout.path(), "");
        LogoutScope scope = SCOPES.get(logout.revokes());
        if (clientId.isBlank()) {
            problems.add(
                    property + ".client-id",
                    "is not set",
                    "write the id that this service has at the issuer: it is the audience of its logout tokens");
        }
        boolean hasPath = isPlain(path) && paths.add(path);
        if (!hasPath) {
            problems.add(
                    property + ".path",
                    "is not a path of its own",
                    "write one path without wildcards, such as /logout/main, and register it with the issuer");
        }
        if (scope == null) {
            problems.add(property + ".revokes", "is not known", "write session or subject");
        }
        return !clientId.isBlank() && hasPath && scope != null
                ? Optional.of(new LogoutSettings(name, clientId, path, scope))
                : Optional.empty();
    }

    private static boolean isPlain(String path) {
        return path.startsWith("/") && path.length() > 1 && path.chars().noneMatch(c -> "*{}".indexOf(c) >= 0);
    }
}
