package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.TestIssuer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A verifier is shared by as many threads as there are requests. */
@Tag("needs-jdk25")
class VirtualThreadsTest {

    @Test
    void verifiesOnAThousandVirtualThreadsAtOnce() throws Exception {
        try (TestIssuer issuer = TestIssuer.start()) {
            TokenVerifier verifier = TokenVerifier.trusting(
                    List.of(TrustedIssuer.of(
                            issuer.issuerUri(),
                            JwkSource.fixed(issuer.jwkSet()),
                            TokenProfile.RFC9068,
                            Set.of("orders"),
                            EnumSet.complementOf(EnumSet.of(SignatureAlgorithm.HS256)))),
                    Clock.systemUTC());
            String good = issuer.token().sign();
            String bad = issuer.token().audience("billing").sign();
            Callable<Boolean> both =
                    () -> verifier.verify(good) instanceof VerifiedToken && verifier.verify(bad) instanceof Refusal;

            ExecutorService threads = virtualThreads();
            List<Future<Boolean>> answers = threads.invokeAll(new ArrayList<>(Collections.nCopies(1000, both)));
            threads.shutdown();

            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            assertThat(answers).allSatisfy(answer -> assertThat(answer.get()).isTrue());
        }
    }

    /** By reflection, for the sources are compiled for Java 17. */
    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
