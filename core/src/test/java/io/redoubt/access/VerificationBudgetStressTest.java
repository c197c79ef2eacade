package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.token.Refusal;
import io.redoubt.token.Verification;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many threads, real time, checks that fail and threads that are interrupted: no permit is lost, nor any request. */
class VerificationBudgetStressTest {

    private static final int THREADS = 32;
    private static final int REQUESTS_PER_THREAD = 400;
    private static final Verification EXPIRED = Refusal.of(Reason.EXPIRED);
    private static final Verification FORGED = Refusal.of(Reason.BAD_SIGNATURE);

    @ParameterizedTest(name = "{0} permits")
    @ValueSource(ints = {1, 3})
    void losesNothing(int permits) throws Exception {
        // Time runs a thousand times as fast, so that some waits do end.
        VerificationBudget budget = new VerificationBudget(
                permits,
                TrustedProxies.none(),
                () -> System.nanoTime() * 1000,
                nanos -> LockSupport.parkNanos(nanos / 1000));
        AtomicInteger checking = new AtomicInteger();
        AtomicInteger mostAtOnce = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Callable<Map<Reason, Integer>>> senders = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int sender = i;
            senders.add(() -> {
                Map<Reason, Integer> answers = new EnumMap<>(Reason.class);
                for (int request = 0; request < REQUESTS_PER_THREAD; request++) {
                    int number = sender * REQUESTS_PER_THREAD + request;
                    answers.merge(answer(budget, number, checking, mostAtOnce), 1, Integer::sum);
                }
                return answers;
            });
        }

        Map<Reason, Integer> all = new EnumMap<>(Reason.class);
        for (Future<Map<Reason, Integer>> answers : threads.invokeAll(senders)) {
            answers.get().forEach((reason, count) -> all.merge(reason, count, Integer::sum));
        }
        threads.shutdown();

        assertThat(all.values().stream().mapToInt(it -> it).sum()).isEqualTo(THREADS * REQUESTS_PER_THREAD);
        assertThat(mostAtOnce.get()).isBetween(1, permits);
        assertThat(budget.waiting()).isZero();
        assertThat(nested(budget, permits)).isEqualTo(EXPIRED);
    }

    private static Reason answer(
            VerificationBudget budget, int number, AtomicInteger checking, AtomicInteger mostAtOnce) {
        if (number % 50 == 0) {
            Thread.currentThread().interrupt();
        }
        try {
            Verification answer = budget.at("192.0.2." + number % 7).admit(() -> {
                mostAtOnce.accumulateAndGet(checking.incrementAndGet(), Math::max);
                try {
                    return check(number);
                } finally {
                    checking.decrementAndGet();
                }
            });
            return ((Refusal) answer).reason();
        } catch (IllegalStateException e) {
            return Reason.INTERNAL_FAILURE;
        } finally {
            Thread.interrupted();
        }
    }

    private static Verification check(int number) {
        for (int i = 0; i < 50; i++) {
            Thread.onSpinWait();
        }
        if (number % 11 == 0) {
            throw new IllegalStateException("on purpose");
        }
        return number % 5 == 0 ? FORGED : EXPIRED;
    }

    /** {@return the result if that many permits are there to be had at once} */
    private static Verification nested(VerificationBudget budget, int permits) {
        return permits == 0 ? EXPIRED : budget.at("192.0.2.1").admit(() -> nested(budget, permits - 1));
    }

    @Test
    void findsAMissingPermit() {
        VerificationBudget budget =
                new VerificationBudget(1, TrustedProxies.none(), System::nanoTime, LockSupport::parkNanos);

        assertThat(nested(budget, 2)).isEqualTo(Refusal.of(Reason.OVERLOADED));
    }
}
