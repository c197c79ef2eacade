package io.redoubt.benchmarks.requests;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSObject;
import io.redoubt.access.RequestGuard;
import io.redoubt.benchmarks.token.TokenMint;
import io.redoubt.masking.Masker;
import io.redoubt.servlet.RedoubtFilter;
import io.redoubt.spring.RedoubtAutoConfiguration;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The same service, guarded in three ways. Each runs on a class path of its own, as in an application that has chosen: what
 * guards the others is not there, and cannot put a filter of its own in front.
 */
public enum Service {
    /** Whoever asks gets an answer. */
    PLAIN("without security") {
        @Override
        boolean needs(Path entry) {
            return false;
        }

        @Override
        List<String> arguments(TokenMint mint) {
            return List.of();
        }

        @Override
        boolean guards() {
            return false;
        }
    },

    /** With Redoubt's starter. */
    REDOUBT("Redoubt") {
        @Override
        boolean needs(Path entry) {
            return Stream.of(
                            RequestGuard.class,
                            RedoubtFilter.class,
                            RedoubtAutoConfiguration.class,
                            Masker.class,
                            Caffeine.class,
                            JWSObject.class)
                    .map(Service::home)
                    .anyMatch(entry::equals);
        }

        @Override
        List<String> arguments(TokenMint mint) {
            return List.of(
                    "--redoubt.service=orders",
                    "--redoubt.issuers.main.issuer-uri=" + mint.issuer(),
                    "--redoubt.issuers.main.jwk-set-uri=" + mint.jwkSetUri(),
                    "--redoubt.issuers.main.audience=" + TokenMint.AUDIENCE,
                    "--redoubt.issuers.main.algorithms=" + mint.algorithm().joseName(),
                    "--redoubt.access.rules[0].path=" + HelloServer.PATH,
                    "--redoubt.access.rules[0].methods=GET",
                    "--redoubt.access.rules[0].scopes=" + SCOPE);
        }
    },

    /** With Spring Security's resource server. */
    SPRING_SECURITY("Spring Security") {
        @Override
        boolean needs(Path entry) {
            return SPRING_SECURITY_ARCHIVE.matcher(fileName(entry)).lookingAt() || entry.equals(home(JWSObject.class));
        }

        @Override
        List<String> arguments(TokenMint mint) {
            String jwt = "--spring.security.oauth2.resourceserver.jwt.";
            return List.of(
                    "--spring.main.sources=" + SpringSecurityRules.class.getName(),
                    jwt + "issuer-uri=" + mint.issuer(),
                    jwt + "jwk-set-uri=" + mint.jwkSetUri(),
                    jwt + "audiences=" + TokenMint.AUDIENCE,
                    jwt + "jws-algorithms=" + mint.algorithm().joseName());
        }
    };

    static final String SCOPE = "orders:read";

    private static final Pattern SPRING_SECURITY_ARCHIVE =
            Pattern.compile("spring-security-|spring-boot-security|spring-boot-starter-security");

    /** What a service on Spring Boot, Spring MVC and Tomcat has by itself. */
    private static final Pattern SHARED_ARCHIVE = Pattern.compile("spring-|tomcat-embed-|jackson-|micrometer-"
            + "|jakarta\\.annotation-api-|commons-logging-|slf4j-|snakeyaml-|jspecify-");

    private final String title;

    Service(String title) {
        this.title = title;
    }

    /** {@return what readers call it} */
    public String title() {
        return title;
    }

    /** {@return whether a request without a good token is refused} */
    boolean guards() {
        return true;
    }

    /** {@return whether what guards this service, and no other, is in this entry of a class path} */
    abstract boolean needs(Path entry);

    /** {@return what tells it whose tokens it is to trust, and its rule} */
    abstract List<String> arguments(TokenMint mint);

    /**
     * {@return its class path}
     *
     * @param everything a class path with all services
     */
    String classPath(String everything) {
        String separator = System.getProperty("path.separator");
        return Arrays.stream(everything.split(Pattern.quote(separator), -1))
                .filter(entry -> isShared(Path.of(entry)) || needs(Path.of(entry)))
                .collect(Collectors.joining(separator));
    }

    private static boolean isShared(Path entry) {
        String name = fileName(entry);
        return entry.equals(home(HelloServer.class))
                || (SHARED_ARCHIVE.matcher(name).lookingAt()
                        && !SPRING_SECURITY_ARCHIVE.matcher(name).lookingAt());
    }

    private static String fileName(Path entry) {
        return entry.getFileName().toString();
    }

    private static Path home(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class comes from a file", e);
        }
    }
}
