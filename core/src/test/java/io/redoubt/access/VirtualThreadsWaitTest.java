package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.token.Refusal;
import io.redoubt.token.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Threads that wait cost no carrier: were one pinned, the few carriers would be used up long before 256 wait. */
@Tag("needs-jdk25")
class VirtualThreadsWaitTest {

    private static final Verification EXPIRED = Refusal.of(Reason.EXPIRED);

    @Test
    void waitOn256VirtualThreadsAtOnce() throws Exception {
        VirtualTime time = new VirtualTime();
        VerificationBudget budget = new VerificationBudget(1, TrustedProxies.none(), time, time);
        List<Future<Verification>> answers = new ArrayList<>();
        ExecutorService threads = virtualThreads();
        Verification first = budget.at("192.0.2.1").admit(() -> {
            for (int i = 0; i < 1000; i++) {
                String address = "198.51.100." + i % 250;
                answers.add(threads.submit(() -> budget.at(address).admit(() -> EXPIRED)));
            }
            Callers.await(() -> budget.waiting() == 256
                    && answers.stream().filter(Future::isDone).count() == 744);
            return EXPIRED;
        });
        threads.shutdown();

        assertThat(first).isEqualTo(EXPIRED);
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        List<Verification> checked = new ArrayList<>();
        for (Future<Verification> answer : answers) {
            checked.add(answer.get());
        }
        assertThat(checked).filteredOn(EXPIRED::equals).hasSize(256);
    }

    /** By reflection, for the sources are compiled for Java 17. */
    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
