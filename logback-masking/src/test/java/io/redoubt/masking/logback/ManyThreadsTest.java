package io.redoubt.masking.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import io.redoubt.masking.Masker;
import io.redoubt.masking.MaskingRules;
import io.redoubt.masking.Profile;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Records of many threads: Logback 1.6 calls encoders without a state at the same time. */
class ManyThreadsTest {

    private static final String SECRET = "test-only-horse-7";
    private static final String LOGSTASH = "<encoder class=\"net.logstash.logback.encoder.LogstashEncoder\"/>";
    private static final String JSON = "<encoder class=\"ch.qos.logback.classic.encoder.JsonEncoder\"/>";
    private static final int THREADS = 16;
    private static final int RECORDS = 200;

    private static void logByAll(Configured logback, ThreadFactory factory) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            threads.add(factory.newThread(() -> {
                for (int j = 0; j < RECORDS; j++) {
                    logback.logger().info("r-{}-{} token={} a\nb", number, j, SECRET);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void assertWhole(List<String> lines) {
        assertThat(lines).hasSize(THREADS * RECORDS).doesNotHaveDuplicates().allSatisfy(line -> {
            assertThat(line).contains("token=[REDACTED:token]").doesNotContain(SECRET);
            if (line.startsWith("{")) {
                assertThat(JsonMapper.shared().readTree(line).isObject()).isTrue();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {LOGSTASH, JSON})
    void writesWholeRecordsOfThreads(String encoder) throws InterruptedException {
        Configured logback = Configured.masking(encoder);

        logByAll(logback, Thread::new);

        assertWhole(logback.written().lines().toList());
        assertThat(logback.report().maskedEvents()).isEqualTo(THREADS * RECORDS);
    }

    @Test
    @Tag("needs-jdk25")
    void writesWholeRecordsOfVirtualThreads() throws Exception {
        Configured logback = Configured.masking(LOGSTASH);
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        Method factory = Class.forName("java.lang.Thread$Builder").getMethod("factory");

        logByAll(logback, (ThreadFactory) factory.invoke(builder));

        assertWhole(logback.written().lines().toList());
    }

    @Test
    void masksOnTheThreadOfAnAsynchronousAppender(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("a.log");
        Configured logback =
                Configured.of("<appender name=\"FILE\" class=\"ch.qos.logback.core.FileAppender\"><file>" + file
                        + "</file><encoder class=\"io.redoubt.masking.logback.MaskingEncoder\">" + LOGSTASH
                        + "</encoder></appender><appender name=\"ASYNC\" class=\"ch.qos.logback.classic.AsyncAppender\">"
                        + "<discardingThreshold>0</discardingThreshold><maxFlushTime>0</maxFlushTime><appender-ref ref=\"FILE\"/></appender>"
                        + "<root level=\"INFO\"><appender-ref ref=\"ASYNC\"/></root>");
        logback.context().start();

        logback.context().getMDCAdapter().put("sessionToken", SECRET);
        logByAll(logback, Thread::new);
        logback.logger().info("last");
        logback.context().stop();

        List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
        assertThat(lines.remove(lines.size() - 1)).contains("last", "REDACTED").doesNotContain(SECRET);
        assertWhole(lines);
    }

    @Test
    void losesNoRecordWhileItIsInstalledAndItsRulesChange() throws InterruptedException {
        Configured logback = Configured.with(JSON);
        Masker masker = Masker.of(MaskingRules.of(Profile.DEFAULT));
        MaskingInstaller installer = MaskingInstaller.install(logback.context(), masker);
        AtomicBoolean done = new AtomicBoolean();
        Thread changing = new Thread(() -> {
            while (!done.get()) {
                installer.use(Masker.of(MaskingRules.of(Profile.CREDENTIALS_ONLY)));
            }
        });

        changing.start();
        logByAll(logback, Thread::new);
        done.set(true);
        changing.join();

        assertWhole(logback.written().lines().toList());
    }

    /** Writes what stands in a buffer of its own. */
    public static final class Stateful extends EncoderBase<ILoggingEvent> {

        private final byte[] buffer = new byte[16];

        /** {@return that it is; Logback 1.6 asks} */
        public boolean isStateful() {
            return true;
        }

        @Override
        public byte[] headerBytes() {
            return new byte[0];
        }

        @Override
        public byte[] encode(ILoggingEvent event) {
            Arrays.fill(buffer, (byte) 'x');
            return buffer.clone();
        }

        @Override
        public byte[] footerBytes() {
            return new byte[0];
        }
    }

    @Test
    void isStatefulIfTheEncoderInsideIs() {
        boolean logbackAsks = Arrays.stream(Encoder.class.getMethods())
                .anyMatch(method -> method.getName().equals("isStateful"));
        Configured stateful = Configured.masking("<encoder class=\"" + Stateful.class.getName() + "\"/>");
        Configured stateless = Configured.masking(JSON);

        assertThat(((MaskingEncoder) stateful.appender().getEncoder()).isStateful())
                .isTrue();
        assertThat(((MaskingEncoder) stateless.appender().getEncoder()).isStateful())
                .isEqualTo(!logbackAsks);
    }
}
