package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.access.AccessPolicy;
import io.redoubt.access.Requirement;
import io.redoubt.testkit.TestIssuer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A container that serves each request on a virtual thread of its own. */
@Tag("needs-jdk25")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VirtualThreadsTest {

    private static final AccessPolicy POLICY =
            AccessPolicy.builder().rule("/**", Requirement.authenticated()).build();

    private static final String PINNED = "jdk.VirtualThreadPinned";

    private final TestIssuer issuer = TestIssuer.start();
    private OrdersGuard guard;
    private GuardedServer server;
    private RawClient client;

    @BeforeAll
    void start() throws Exception {
        guard = OrdersGuard.trusting(issuer, POLICY);
        server = GuardedServer.start(
                guard.guard(),
                Map.of(
                        "/blocking",
                        VirtualThreadsTest::tell,
                        "/async",
                        VirtualThreadsTest::tellLater,
                        "/pinned",
                        (request, response) -> PinsItsCarrier.whenItIsInitialised()),
                Container::useVirtualThreads);
        client = new RawClient(server.port());
    }

    @AfterAll
    void stop() {
        server.close();
        guard.close();
        issuer.close();
    }

    private static void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String thread = isVirtual(Thread.currentThread()) ? " on a virtual thread" : " on another thread";
        response.getWriter().write(Caller.of(request).orElseThrow().getName() + thread);
    }

    private static void tellLater(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext context = request.startAsync();
        context.start(() -> {
            try {
                tell((HttpServletRequest) context.getRequest(), (HttpServletResponse) context.getResponse());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            context.complete();
        });
    }

    /** Each token is seen for the first time, so its check waits for its turn as well. */
    @ParameterizedTest
    @ValueSource(strings = {"/blocking", "/async"})
    @Tag("attack-171")
    void neverTakeOneCallerForAnother(String path) throws Exception {
        List<String> answers = answers(path, "caller-of" + path.replace('/', '-') + "-", 200);

        assertThat(answers)
                .isEqualTo(IntStream.range(0, 200)
                        .mapToObj(i -> "caller-of" + path.replace('/', '-') + "-" + i + " on a virtual thread")
                        .toList());
    }

    @Test
    void pinNoCarrierWhileTheFilterDecides(@TempDir Path folder) throws Exception {
        answers("/blocking", "early-", 50); // whatever is loaded or initialised the first time
        Path file = folder.resolve("pinned.jfr");
        try (Recording recording = new Recording()) {
            recording.enable(PINNED).withThreshold(Duration.ZERO).withStackTrace();
            recording.start();
            answers("/blocking", "later-", 200);
            client.get("/pinned", bearer("somebody"));
            recording.stop();
            recording.dump(file);
        }

        List<RecordedEvent> pinned = RecordingFile.readAllEvents(file);

        assertThat(pinned)
                .anyMatch(event -> isBelow(event, PinsItsCarrier.class) && isBelow(event, RedoubtFilter.class));
        assertThat(pinned)
                .filteredOn(event -> !isBelow(event, PinsItsCarrier.class))
                .filteredOn(event -> isBelow(event, RedoubtFilter.class))
                .isEmpty();
    }

    private static boolean isBelow(RecordedEvent event, Class<?> type) {
        return event.getStackTrace().getFrames().stream()
                .anyMatch(frame -> frame.getMethod().getType().getName().equals(type.getName()));
    }

    /** Eight at once: more than may check at the same time, and few enough that each finds room to wait. */
    private List<String> answers(String path, String subject, int count) throws Exception {
        List<Callable<String>> requests = IntStream.range(0, count)
                .mapToObj(i -> bearer(subject + i))
                .map(field -> (Callable<String>) () -> client.get(path, field).body())
                .toList();
        ExecutorService eight = Executors.newFixedThreadPool(8);
        try {
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : eight.invokeAll(requests)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            eight.shutdown();
        }
    }

    private String bearer(String subject) {
        return "Authorization: Bearer " + issuer.token().subject(subject).sign();
    }

    /** By reflection, for the sources are compiled for Java 17. */
    private static boolean isVirtual(Thread thread) {
        try {
            Method isVirtual = Thread.class.getMethod("isVirtual");
            return (boolean) isVirtual.invoke(thread);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no virtual threads", e);
        }
    }

    /** Shows that a pinned carrier is recorded: a thread that waits in an initialiser pins its own. */
    private static final class PinsItsCarrier {

        static {
            LockSupport.parkNanos(1_000_000);
        }

        static void whenItIsInitialised() {}
    }
}
