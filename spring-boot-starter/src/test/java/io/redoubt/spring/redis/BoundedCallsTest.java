package io.redoubt.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundedCallsTest {

    private final AtomicLong nanoTime = new AtomicLong();
    private final AtomicInteger made = new AtomicInteger();
    private final CountDownLatch forever = new CountDownLatch(1);
    private final BoundedCalls calls = new BoundedCalls(1, 1, Duration.ofSeconds(50), nanoTime::get);
    private final BoundedCalls hasty = new BoundedCalls(1, 1, Duration.ofMillis(20), System::nanoTime);

    @AfterEach
    void stop() {
        calls.close();
        hasty.close();
    }

    @Test
    void givesTheAnswer() {
        assertThat(calls.call(() -> "answer")).contains("answer");
    }

    @Test
    void givesUpACallThatHangsAndFreesItsThread() {
        assertThat(hasty.call(this::hang)).isEmpty();
        assertThat(hasty.call(this::hang)).isEmpty();
        Patience.await("an answer", () -> hasty.call(() -> "answer").isPresent());
    }

    @Test
    void takesAnExceptionForNoAnswer() {
        assertThat(calls.call(() -> {
                    throw new IllegalStateException("on purpose");
                }))
                .isEmpty();
    }

    @Test
    void takesNothingForNoAnswer() {
        assertThat(calls.call(() -> null)).isEmpty();
    }

    @Test
    void triesOneCallASecondAfterFiveFailuresInARow() {
        for (int i = 0; i < 20; i++) {
            assertThat(calls.call(this::fail)).isEmpty();
        }
        assertThat(made).hasValue(5);

        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(calls.call(this::fail)).isEmpty();
        assertThat(calls.call(this::fail)).isEmpty();
        assertThat(made).hasValue(6);

        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(calls.call(made::incrementAndGet)).contains(7);
        assertThat(calls.call(made::incrementAndGet)).contains(8);
    }

    @Test
    void forgivesFailuresThatAreNotInARow() {
        for (int i = 0; i < 20; i++) {
            calls.call(this::fail);
            calls.call(this::fail);
            assertThat(calls.call(() -> "answer")).contains("answer");
        }
    }

    @Test
    void letsAnInterruptedCallerGo() {
        Thread.currentThread().interrupt();

        assertThat(calls.call(this::hang)).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusesAtOnceWhenItIsClosed() {
        calls.close();

        assertThat(calls.call(() -> "answer")).isEmpty();
    }

    private String hang() throws InterruptedException {
        forever.await();
        return "never";
    }

    private String fail() {
        made.incrementAndGet();
        throw new IllegalStateException("on purpose");
    }
}
