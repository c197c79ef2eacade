package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EnginePoolTest {

    private static final int THREADS = 16;
    private static final int TURNS = 20_000;

    @Test
    void lendsAnEngineAgainThatWasGivenBack() {
        EnginePool<Object> pool = new EnginePool<>(Object::new);
        Object engine = pool.borrow();

        pool.giveBack(engine);

        assertThat(pool.borrow()).isSameAs(engine);
    }

    @Test
    void makesANewEngineForOneThatDoesNotComeBack() {
        EnginePool<Object> pool = new EnginePool<>(Object::new);

        Object first = pool.borrow();

        assertThat(pool.borrow()).isNotSameAs(first);
    }

    @Test
    void lendsNoEngineToTwoAtOnce() throws Exception {
        EnginePool<AtomicBoolean> pool = new EnginePool<>(AtomicBoolean::new);
        AtomicInteger shared = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> done = new ArrayList<>();

        for (int i = 0; i < THREADS; i++) {
            done.add(threads.submit(() -> {
                together.countDown();
                together.await();
                for (int turn = 0; turn < TURNS; turn++) {
                    AtomicBoolean inUse = pool.borrow();
                    if (!inUse.compareAndSet(false, true)) {
                        shared.incrementAndGet();
                    }
                    inUse.set(false);
                    pool.giveBack(inUse);
                }
                return null;
            }));
        }
        for (Future<?> thread : done) {
            thread.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();

        assertThat(shared).hasValue(0);
    }
}
