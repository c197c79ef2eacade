package io.redoubt.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.redoubt.key.KeysetFile.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Nothing here waits for a time: it waits for what must happen, or says that time has passed. */
class KeysetWatchTest {

    private static final Duration NEVER = Duration.ofHours(10);
    private static final Duration SOON = Duration.ofMillis(10);

    @TempDir
    private Path folder;

    private Path path;
    private KeysetFile file;

    /** What the loads found, in their order. */
    private final BlockingQueue<String> loaded = new LinkedBlockingQueue<>();

    /** The threads that loaded. */
    private final Set<Thread> loaders = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void writeKeyset() throws IOException {
        Path mount = SecretMount.mode(Files.createDirectory(folder.resolve("mount")), 0755);
        path = mount.resolve("keyset.json");
        file = KeysetFile.of(path, Content.KEYSET, FilePermissions.ENFORCE);
        write("one");
    }

    @Test
    void loadsOnceAtTheStart() throws InterruptedException {
        ScriptedEvents events = new ScriptedEvents();
        try (KeysetWatch watch = start(events, this::load)) {
            events.awaitIdle();
            events.pass();
            events.happen();
            assertThat(watch).isNotNull();
        }

        assertThat(loaded).containsExactly("one");
    }

    @Test
    void loadsWhatChangedWithoutAnEvent() throws IOException, InterruptedException {
        ScriptedEvents events = new ScriptedEvents();
        try (KeysetWatch watch = start(events, this::load)) {
            events.awaitIdle();
            write("two");
            events.pass();
            events.pass();
            assertThat(watch).isNotNull();
        }

        assertThat(loaded).containsExactly("one", "two");
    }

    @Test
    void loadsWhatIsWrittenInSeveralStepsWhenItIsWhole() throws InterruptedException {
        List<String> steps = List.of("t", "tw", "two");
        AtomicInteger step = new AtomicInteger();
        ScriptedEvents events = new ScriptedEvents(() -> {
            if (step.get() < steps.size()) {
                writeQuietly(steps.get(step.getAndIncrement()));
                return true;
            }
            return false;
        });
        try (KeysetWatch watch = start(events, this::load)) {
            events.awaitIdle();
            events.happen();
            assertThat(watch).isNotNull();
        }

        assertThat(loaded).containsExactly("one", "two");
    }

    @Test
    void loadsInADirectoryThatIsNeverQuiet() throws IOException, InterruptedException {
        ScriptedEvents events = new ScriptedEvents(() -> true);
        try (KeysetWatch watch = start(events, this::load)) {
            events.awaitIdle();
            write("two");
            events.happen();
            assertThat(watch).isNotNull();
        }

        assertThat(loaded).containsExactly("one", "two");
    }

    @Test
    void loadsAHalfWrittenFileAgainWhenItIsWhole() throws IOException, InterruptedException {
        ScriptedEvents events = new ScriptedEvents();
        try (KeysetWatch watch = start(events, this::load)) {
            events.awaitIdle();
            write("tw");
            events.happen();
            write("two");
            events.pass();
            assertThat(watch).isNotNull();
        }

        assertThat(loaded).containsExactly("one", "tw", "two");
    }

    @Test
    void loadsAgainAtEachLookUntilItIsSettled() throws InterruptedException {
        AtomicInteger attempts = new AtomicInteger();
        ScriptedEvents events = new ScriptedEvents();
        try (KeysetWatch watch = start(events, () -> attempts.incrementAndGet() == 3)) {
            events.awaitIdle();
            assertThat(attempts).hasValue(1);
            events.pass();
            assertThat(attempts).hasValue(2);
            events.happen();
            assertThat(attempts).hasValue(3);
            events.pass();
            assertThat(attempts).hasValue(3);
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void loadsWhatComesBackAfterSomethingUnsettled() throws IOException, InterruptedException {
        ScriptedEvents events = new ScriptedEvents();
        try (KeysetWatch watch = start(events, () -> load() && !read().equals("two"))) {
            events.awaitIdle();
            write("two");
            events.pass();
            write("one");
            events.pass();
            assertThat(watch).isNotNull();
        }

        assertThat(loaded).containsExactly("one", "two", "one");
    }

    @Test
    void noticesAFileThatIsGoneAndComesBack() throws IOException, InterruptedException {
        ScriptedEvents events = new ScriptedEvents();
        try (KeysetWatch watch = start(events, this::load)) {
            events.awaitIdle();
            Files.delete(path);
            events.pass();
            events.pass();
            write("one");
            events.pass();
            assertThat(watch).isNotNull();
        }

        assertThat(loaded).containsExactly("one", "file is not there", "one");
    }

    @Test
    void noticesAFileThatEverybodyCanReadNow() throws IOException, InterruptedException {
        ScriptedEvents events = new ScriptedEvents();
        try (KeysetWatch watch = start(events, this::load)) {
            events.awaitIdle();
            SecretMount.mode(path, 0404);
            events.pass();
            assertThat(watch).isNotNull();
        }

        assertThat(loaded).containsExactly("one", "file can be read by everybody");
    }

    @Test
    void noticesAFileThatIsRefusedForAnotherReasonThanBefore() throws IOException, InterruptedException {
        ScriptedEvents events = new ScriptedEvents();
        try (KeysetWatch watch = start(events, this::load)) {
            events.awaitIdle();
            Files.delete(path);
            events.pass();
            write("two");
            SecretMount.mode(path, 0404);
            events.pass();
            assertThat(watch).isNotNull();
        }

        assertThat(loaded).containsExactly("one", "file is not there", "file can be read by everybody");
    }

    @Test
    void goesOnAfterALoadThatFailedUnexpectedly() throws InterruptedException {
        AtomicInteger attempts = new AtomicInteger();
        ScriptedEvents events = new ScriptedEvents();
        ListAppender<ILoggingEvent> lines = listenTo(KeysetWatch.class);
        BooleanSupplier failing = () -> {
            switch (attempts.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("secret text");
                case 2 -> throw new NoClassDefFoundError("a class of the application");
                default -> {
                    return true;
                }
            }
        };
        try (KeysetWatch watch = start(events, failing)) {
            events.awaitIdle();
            events.pass();
            events.pass();
            events.pass();
            assertThat(watch).isNotNull();
        } finally {
            stopListening(KeysetWatch.class, lines);
        }

        assertThat(attempts).hasValue(3);
        assertThat(lines.list)
                .hasSize(2)
                .extracting(ILoggingEvent::getFormattedMessage)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("a load of the keyset failed with an unexpected java.lang.")
                        .doesNotContain("secret", "application"));
    }

    @Test
    void neverRunsTwoLoadsAtOnce() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ScriptedEvents events = new ScriptedEvents();
        BooleanSupplier slow = () -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            running.countDown();
            awaitQuietly(goOn);
            load();
            return atOnce.decrementAndGet() < 0;
        };
        try (KeysetWatch watch = start(events, slow)) {
            assertThat(running.await(1, TimeUnit.MINUTES)).isTrue();
            events.passMeanwhile();
            events.passMeanwhile();
            goOn.countDown();
            events.awaitIdle();
            events.awaitIdle();
            events.awaitIdle();
            assertThat(watch).isNotNull();
        }

        assertThat(loaded).hasSize(3);
        assertThat(most).hasValue(1);
    }

    @Test
    void loadsNothingAfterItWasClosed() throws IOException, InterruptedException {
        ScriptedEvents events = new ScriptedEvents();
        KeysetWatch watch = start(events, this::load);
        events.awaitIdle();
        write("two");

        watch.close();

        assertThat(loaded).containsExactly("one");
        requireEnded();
    }

    @Test
    void waitsForALoadThatRunsWhenItIsClosed() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        Thread closing = Thread.currentThread();
        KeysetWatch watch = start(new ScriptedEvents(), () -> {
            running.countDown();
            awaitWaiting(closing);
            done.set(true);
            return true;
        });
        running.await(); // without a limit, which is how the load tells this wait from that of close

        watch.close();

        assertThat(done).isTrue();
        requireEnded();
    }

    @Test
    void canBeClosedByALoad() throws InterruptedException {
        CountDownLatch known = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        AtomicReference<KeysetWatch> self = new AtomicReference<>();
        ListAppender<ILoggingEvent> lines = listenTo(KeysetWatch.class);
        self.set(start(new ScriptedEvents(), () -> {
            awaitQuietly(known);
            self.get().close();
            closed.countDown();
            return true;
        }));
        known.countDown();

        assertThat(closed.await(1, TimeUnit.MINUTES)).isTrue();
        self.get().close();
        stopListening(KeysetWatch.class, lines);
        assertThat(lines.list).as("it did not wait for itself").isEmpty();
        requireEnded();
    }

    @Test
    void seesAKubernetesSwapByItsEventAlone() throws IOException, InterruptedException {
        SecretMount kubernetes = SecretMount.in(folder.resolve("kubernetes"), "one".getBytes(UTF_8));
        KeysetFile mounted = KeysetFile.of(kubernetes.file(), Content.KEYSET, FilePermissions.ENFORCE);
        WatchedDirectory events = WatchedDirectory.of(mounted.directory());
        try (KeysetWatch watch = KeysetWatch.start(mounted, events, NEVER, () -> load(mounted))) {
            assertThat(next()).isEqualTo("one");
            kubernetes.swap("two".getBytes(UTF_8));
            assertThat(next()).isEqualTo("two");
            kubernetes.swap("three".getBytes(UTF_8));
            assertThat(next()).isEqualTo("three");
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void seesAnOverwrittenFileByItsEventAlone() throws IOException, InterruptedException {
        try (KeysetWatch watch = start(WatchedDirectory.of(file.directory()), NEVER, this::load)) {
            assertThat(next()).isEqualTo("one");
            Files.writeString(SecretMount.mode(path, 0600), "two");
            awaitLoaded("two");
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void seesADirectoryThatWasDeletedAndCameBack() throws IOException, InterruptedException {
        try (KeysetWatch watch = start(WatchedDirectory.of(file.directory()), SOON, this::load)) {
            assertThat(next()).isEqualTo("one");
            Files.delete(path);
            Files.delete(path.getParent());
            awaitLoaded("file is not there");
            SecretMount.mode(Files.createDirectory(path.getParent()), 0755);
            write("two");
            awaitLoaded("two");
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void looksFromTimeToTimeWhereThereAreNoEvents() throws IOException, InterruptedException {
        WatchedDirectory events = new WatchedDirectory(file.directory(), () -> {
            throw new IOException("too many open files");
        });
        try (KeysetWatch watch = start(events, SOON, this::load)) {
            assertThat(next()).isEqualTo("one");
            write("two");
            awaitLoaded("two");
            assertThat(watch).isNotNull();
        }
        requireEnded();
    }

    private KeysetWatch start(DirectoryEvents events, BooleanSupplier reload) {
        return start(events, ScriptedEvents.INTERVAL, reload);
    }

    private KeysetWatch start(DirectoryEvents events, Duration interval, BooleanSupplier reload) {
        return KeysetWatch.start(file, events, interval, () -> {
            loaders.add(Thread.currentThread());
            return reload.getAsBoolean();
        });
    }

    private boolean load() {
        return load(file);
    }

    private boolean load(KeysetFile from) {
        loaded.add(read(from));
        return true;
    }

    private String read() {
        return read(file);
    }

    private static String read(KeysetFile from) {
        try {
            return new String(from.read(), UTF_8);
        } catch (KeysetException e) {
            return e.problem();
        }
    }

    private String next() throws InterruptedException {
        return loaded.poll(1, TimeUnit.MINUTES);
    }

    /** A file that is written in steps may be seen at each. */
    private void awaitLoaded(String content) throws InterruptedException {
        String found = next();
        while (found != null && !found.equals(content)) {
            found = next();
        }
        assertThat(found).isEqualTo(content);
    }

    private void write(String content) throws IOException {
        Files.deleteIfExists(path);
        SecretMount.write(path, content.getBytes(UTF_8));
    }

    private void writeQuietly(String content) {
        try {
            write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A thread that waits for another one, with a limit. */
    private static void awaitWaiting(Thread thread) {
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (thread.getState() != Thread.State.TIMED_WAITING && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    private void requireEnded() {
        assertThat(loaders).isNotEmpty().noneMatch(Thread::isAlive);
    }

    private static ListAppender<ILoggingEvent> listenTo(Class<?> type) {
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        ((Logger) LoggerFactory.getLogger(type)).addAppender(appender);
        return appender;
    }

    private static void stopListening(Class<?> type, ListAppender<ILoggingEvent> appender) {
        ((Logger) LoggerFactory.getLogger(type)).detachAppender(appender);
    }
}
