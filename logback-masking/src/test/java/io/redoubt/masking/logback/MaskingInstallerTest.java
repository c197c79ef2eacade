package io.redoubt.masking.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.ConfigurationEvent;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.status.InfoStatus;
import io.redoubt.masking.Masker;
import io.redoubt.masking.MaskingRules;
import io.redoubt.masking.Profile;
import io.redoubt.masking.Strategy;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Marker;

class MaskingInstallerTest {

    private static final String SECRET = "test-only-horse-7";
    private static final String MASKED = "token=[REDACTED:token]";
    private static final String MESSAGE = "<encoder><pattern>%msg%n</pattern></encoder>";
    private static final String ROOT = "<root level=\"INFO\"><appender-ref ref=\"OUT\"/></root>";
    private static final String OUT = capturing("OUT") + ROOT;
    private static final Masker MASKER = Masker.of(MaskingRules.of(Profile.DEFAULT));

    private static String capturing(String name) {
        return "<appender name=\"" + name + "\" class=\"" + CapturingAppender.class.getName() + "\">" + MESSAGE
                + "</appender>";
    }

    private static String file(Path file) {
        return "<appender name=\"FILE\" class=\"ch.qos.logback.core.FileAppender\"><file>" + file + "</file>" + MESSAGE
                + "</appender>";
    }

    private static void logToken(Configured logback) {
        logback.logger().info("token={}", SECRET);
    }

    @Test
    void wrapsEachEncoderOnce() {
        Configured logback = Configured.of(OUT);

        MaskingInstaller.install(logback.context(), MASKER);
        MaskingInstaller.install(logback.context(), MASKER).use(MASKER);
        logToken(logback);

        assertThat(logback.written()).isEqualTo(MASKED + "\n");
        MaskingEncoder encoder = (MaskingEncoder) logback.appender().getEncoder();
        assertThat(encoder.getEncoder()).isInstanceOf(PatternLayoutEncoder.class);
    }

    @Test
    void reachesThroughAppendersThatHandOn(@TempDir Path folder) {
        Path file = folder.resolve("a.log");
        Configured logback = Configured.of(file(file)
                + "<appender name=\"ASYNC\" class=\"ch.qos.logback.classic.AsyncAppender\"><appender-ref ref=\"FILE\"/></appender>"
                + "<root level=\"INFO\"><appender-ref ref=\"ASYNC\"/></root>");

        MaskingInstaller installer = MaskingInstaller.install(logback.context(), MASKER);
        logToken(logback);
        logback.context().stop();

        assertThat(file).hasContent(MASKED);
        assertThat(installer.coverage().bypasses()).isEmpty();
    }

    @Test
    void wrapsAppendersThatASiftingAppenderMakesLater(@TempDir Path folder) {
        Configured logback =
                Configured.of("<appender name=\"SIFT\" class=\"ch.qos.logback.classic.sift.SiftingAppender\">"
                        + "<discriminator><key>tenant</key><defaultValue>none</defaultValue></discriminator>"
                        + "<sift><appender name=\"FILE-${tenant}\" class=\"ch.qos.logback.core.FileAppender\"><file>"
                        + folder
                        + "/${tenant}.log</file>" + MESSAGE + "</appender></sift></appender>"
                        + "<root level=\"INFO\"><appender-ref ref=\"SIFT\"/></root>");
        logToken(logback);

        MaskingInstaller installer = MaskingInstaller.install(logback.context(), MASKER);
        logToken(logback);
        logback.context().getMDCAdapter().put("tenant", "one");
        logToken(logback);

        assertThat(installer.coverage().appenders())
                .extracting(Coverage.Entry::name, Coverage.Entry::covered)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("SIFT", true),
                        org.assertj.core.groups.Tuple.tuple("FILE-none", true),
                        org.assertj.core.groups.Tuple.tuple("FILE-one", true));
        assertThat(folder.resolve("none.log")).hasContent("token=" + SECRET + "\n" + MASKED);
        assertThat(folder.resolve("one.log")).hasContent(MASKED);

        installer.uninstall();
        logback.context().getMDCAdapter().put("tenant", "two");
        logToken(logback);
        assertThat(folder.resolve("two.log")).hasContent("token=" + SECRET);
    }

    @Test
    void namesAppendersThatGoPastTheMaskingAndSaysHowToMendIt() {
        Configured logback = Configured.of(
                "<appender name=\"LIST\" class=\"ch.qos.logback.core.read.ListAppender\"/>"
                        + "<appender name=\"BEHIND\" class=\"ch.qos.logback.core.read.ListAppender\"/>"
                        + "<appender name=\"MASK\" class=\"io.redoubt.masking.logback.MaskingAppender\"><appender-ref ref=\"BEHIND\"/></appender>"
                        + "<appender name=\"SYSLOG\" class=\"ch.qos.logback.classic.net.SyslogAppender\"><syslogHost>127.0.0.1</syslogHost><facility>USER</facility></appender>"
                        + "<root level=\"INFO\"><appender-ref ref=\"LIST\"/><appender-ref ref=\"MASK\"/><appender-ref ref=\"SYSLOG\"/></root>");

        Coverage coverage = MaskingInstaller.install(logback.context(), MASKER).coverage();

        assertThat(coverage.bypasses()).extracting(Coverage.Entry::name).containsExactlyInAnyOrder("LIST", "SYSLOG");
        assertThat(coverage.bypasses()).allMatch(entry -> entry.remedy().contains("MaskingAppender"));
        assertThat(coverage.appenders()).extracting(Coverage.Entry::name).contains("MASK", "BEHIND");
    }

    /** Other libraries have appenders with encoders that are no stream appenders. */
    @Test
    void wrapsTheEncodersOfOtherLibraries() {
        Configured logback = Configured.of(
                "<appender name=\"TCP\" class=\"net.logstash.logback.appender.LogstashTcpSocketAppender\">"
                        + "<destination>127.0.0.1:1</destination><encoder class=\"net.logstash.logback.encoder.LogstashEncoder\"/></appender>"
                        + "<root level=\"INFO\"><appender-ref ref=\"TCP\"/></root>");

        MaskingInstaller installer = MaskingInstaller.install(logback.context(), MASKER);

        assertThat(installer.coverage().bypasses()).isEmpty();
        installer.uninstall();
        assertThat(installer.coverage().bypasses())
                .extracting(Coverage.Entry::name)
                .containsExactly("TCP");
        logback.context().stop();
    }

    @Test
    void wrapsWhatComesAfterAReset() {
        Configured logback = Configured.of(OUT);
        MaskingInstaller installer = MaskingInstaller.install(logback.context(), MASKER);
        logToken(logback);

        logback.context().reset();
        logback.configure(OUT);
        logToken(logback);

        assertThat(logback.written()).isEqualTo(MASKED + "\n");
        assertThat(logback.context().getTurboFilterList()).isEmpty();
        assertThat(installer.report().lines())
                .singleElement()
                .satisfies(line -> assertThat(line.count()).isEqualTo(2));
        assertThat(logback.context().getCopyOfListenerList())
                .filteredOn(ReconfigurationWatch.class::isInstance)
                .hasSize(1);
    }

    @Test
    void wrapsBeforeTheFirstRecordAfterAConfigurationByCode() {
        Configured logback = Configured.of(OUT);
        MaskingInstaller.install(logback.context(), MASKER);

        logback.context().reset();
        CapturingAppender appender = capturing(logback.context());
        logback.logger().addAppender(appender);
        logToken(logback);

        assertThat(appender.written()).isEqualTo(MASKED + "\n");
    }

    /** As Spring Boot does: a context that is stopped forgets those who listen. */
    @Test
    void wrapsWhatComesAfterAStop() {
        Configured logback = Configured.of(OUT);
        LoggerContext context = logback.context();
        context.start();
        MaskingInstaller installer = MaskingInstaller.install(context, MASKER);

        context.stop();
        context.reset();
        logback.configure(OUT);
        context.start();
        logToken(logback);
        assertThat(logback.written()).isEqualTo(MASKED + "\n");

        context.reset();
        CapturingAppender appender = capturing(context);
        logback.logger().addAppender(appender);
        logToken(logback);
        assertThat(appender.written()).isEqualTo(MASKED + "\n");
        assertThat(installer.coverage().bypasses()).isEmpty();
    }

    /** Bringing the listener back while the context called its listeners broke the start of Boot applications. */
    @Test
    void wrapsWhatComesAfterAStopWithoutAnyXml() {
        Configured logback = Configured.of(OUT);
        LoggerContext context = logback.context();
        context.start();
        MaskingInstaller installer = MaskingInstaller.install(context, MASKER);

        context.stop();
        context.reset();
        context.addListener(new Talkative());
        context.addListener(new Talkative());
        CapturingAppender appender = capturing(context);
        logback.logger().addAppender(appender);
        context.start();
        logToken(logback);
        logToken(logback);

        assertThat(appender.written()).isEqualTo(MASKED + "\n" + MASKED + "\n");
        assertThat(context.getTurboFilterList()).isEmpty();
        assertThat(installer.coverage().bypasses()).isEmpty();
        context.reset();
        logback.configure(OUT);
        logToken(logback);
        assertThat(logback.written()).isEqualTo(MASKED + "\n");
    }

    /** Has something to say of each step of its context. */
    private static final class Talkative implements LoggerContextListener {

        @Override
        public boolean isResetResistant() {
            return true;
        }

        private static void say(LoggerContext context) {
            context.getStatusManager().add(new InfoStatus("a step", context));
        }

        @Override
        public void onStart(LoggerContext context) {
            say(context);
        }

        @Override
        public void onReset(LoggerContext context) {
            say(context);
        }

        @Override
        public void onStop(LoggerContext context) {
            say(context);
        }

        @Override
        public void onLevelChange(Logger logger, Level level) {
            say(logger.getLoggerContext());
        }
    }

    @Test
    void wrapsOnceMoreWhereItIsInstalledAfterAStop() {
        Configured logback = Configured.of(OUT);
        LoggerContext context = logback.context();
        context.start();
        MaskingInstaller.install(context, MASKER);

        context.stop();
        context.reset();
        CapturingAppender appender = capturing(context);
        logback.logger().addAppender(appender);
        context.start();
        MaskingInstaller.install(context, MASKER);
        logToken(logback);
        context.reset();
        logback.configure(OUT);
        logToken(logback);

        assertThat(appender.written()).isEqualTo(MASKED + "\n");
        assertThat(logback.written()).isEqualTo(MASKED + "\n");
    }

    private static CapturingAppender capturing(LoggerContext context) {
        CapturingAppender appender = new CapturingAppender();
        appender.setContext(context);
        appender.setEncoder(encoder(context));
        appender.start();
        return appender;
    }

    private static PatternLayoutEncoder encoder(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%msg%n");
        encoder.start();
        return encoder;
    }

    @Test
    void masksWithOtherRulesFromOneRecordToTheNext() {
        Configured logback = Configured.of(OUT);
        MaskingInstaller installer = MaskingInstaller.install(logback.context(), MASKER);

        logToken(logback);
        installer.use(Masker.of(
                MaskingRules.builder().strategy("cred.token", Strategy.drop()).build()));
        logToken(logback);

        assertThat(logback.written()).isEqualTo(MASKED + "\ntoken=\n");
    }

    @Test
    void takesWrapsAwayAndLeavesWhatTheConfigurationMasksItself() {
        Configured logback = Configured.of(capturing("OUT")
                + "<appender name=\"OWN\" class=\"" + CapturingAppender.class.getName()
                + "\"><encoder class=\"io.redoubt.masking.logback.MaskingEncoder\"><profile>credentials-only</profile>"
                + MESSAGE + "</encoder></appender>"
                + "<root level=\"INFO\"><appender-ref ref=\"OUT\"/><appender-ref ref=\"OWN\"/></root>");
        MaskingInstaller installer = MaskingInstaller.install(logback.context(), MASKER);
        CapturingAppender own =
                (CapturingAppender) logback.context().getLogger("ROOT").getAppender("OWN");

        logback.logger().info("kim@example.org token={}", SECRET);
        installer.uninstall();
        installer.use(MASKER);
        logback.logger().info("kim@example.org token={}", SECRET);

        assertThat(own.written()).isEqualTo("[REDACTED:email] " + MASKED + "\nkim@example.org " + MASKED + "\n");
        assertThat(logback.written())
                .isEqualTo("[REDACTED:email] " + MASKED + "\nkim@example.org token=" + SECRET + "\n");
        logback.context().reset();
        logback.configure(OUT);
        logToken(logback);
        assertThat(logback.written()).isEqualTo("token=" + SECRET + "\n");
    }

    @Test
    void masksOnAfterTheConfigurationWasChangedInItsFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("a.log");
        Path xml = folder.resolve("logback.xml");
        Configured logback = Configured.of("");
        write(xml, file, "first %msg%n");
        logback.configure(xml);
        MaskingInstaller.install(logback.context(), MASKER);
        logToken(logback);

        write(xml, file, "second %msg%n");
        Files.setLastModifiedTime(
                xml, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 10_000));
        await(() -> {
            logToken(logback);
            return Files.readString(file).contains("second");
        });
        logback.context().stop();

        assertThat(Files.readAllLines(file, StandardCharsets.UTF_8))
                .contains("first " + MASKED, "second " + MASKED)
                .allMatch(line -> line.endsWith(MASKED));
    }

    @Test
    void keepsRecordsBackThatSawTheAppendersBeforeOneMoreCame() {
        Configured logback = Configured.of(OUT);
        MaskingInstaller.install(logback.context(), MASKER);
        logback.context().reset();
        CapturingAppender late = capturing(logback.context());
        CapturingAppender first = capturing(logback.context());

        attachingOnce(logback.context(), first);
        logToken(logback);
        logback.context().getLogger("ROOT").addAppender(first);
        logToken(logback);
        logback.context().fireConfigurationEvent(ConfigurationEvent.newConfigurationStartedEvent(this));
        attachingOnce(logback.context(), late);
        logToken(logback);
        logback.context().getLogger("ROOT").addAppender(late);
        logback.context().fireConfigurationEvent(ConfigurationEvent.newConfigurationEndedSuccessfullyEvent(this));
        logToken(logback);

        assertThat(first.written()).isEqualTo((MASKED + "\n").repeat(2));
        assertThat(late.written()).isEqualTo(MASKED + "\n");
    }

    /** Attaches an appender after a record has looked for appenders. */
    private static void attachingOnce(LoggerContext loggers, CapturingAppender appender) {
        TurboFilter attaching = new TurboFilter() {
            @Override
            public FilterReply decide(
                    @Nullable Marker marker,
                    Logger logger,
                    Level level,
                    @Nullable String format,
                    Object @Nullable [] arguments,
                    @Nullable Throwable throwable) {
                loggers.getLogger("ROOT").addAppender(appender);
                loggers.getTurboFilterList().remove(this);
                return FilterReply.NEUTRAL;
            }
        };
        attaching.start();
        loggers.addTurboFilter(attaching);
    }

    @Test
    void masksFromTheirStartWhatCodeAttachesLater(@TempDir Path folder) {
        Path file = folder.resolve("a.log");
        Configured logback = Configured.of(OUT);
        MaskingInstaller installer = MaskingInstaller.install(logback.context(), MASKER);
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setContext(logback.context());
        appender.setEncoder(encoder(logback.context()));
        appender.setFile(file.toString());

        appender.start();
        logback.context().getLogger("ROOT").addAppender(appender);
        logToken(logback);
        logback.context().stop();

        assertThat(file).hasContent(MASKED);
        assertThat(installer.coverage().bypasses()).isEmpty();
    }

    private interface Condition {
        boolean isMet() throws IOException;
    }

    private static void await(Condition condition) throws IOException {
        long end = System.nanoTime() + java.time.Duration.ofSeconds(60).toNanos();
        while (!condition.isMet()) {
            assertThat(System.nanoTime()).as("it came to pass within a minute").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static void write(Path xml, Path file, String pattern) throws IOException {
        Files.writeString(
                xml,
                "<configuration scan=\"true\" scanPeriod=\"20 milliseconds\">"
                        + file(file).replace("%msg%n", pattern)
                        + "<root level=\"INFO\"><appender-ref ref=\"FILE\"/></root></configuration>");
    }

    @Test
    void showsWhatItDidToAConsole() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName all = new ObjectName("io.redoubt.masking:type=Masking,context=\"of-the-console\",*");
        Configured logback = Configured.named("of-the-console");
        logback.configure("<appender name=\"LIST\" class=\"ch.qos.logback.core.read.ListAppender\"/>" + capturing("OUT")
                + "<root level=\"INFO\"><appender-ref ref=\"OUT\"/><appender-ref ref=\"LIST\"/></root>");
        logback.context().start();
        MaskingInstaller.install(logback.context(), MASKER);
        MaskingInstaller.install(logback.context(), MASKER);

        logToken(logback);
        logback.context().reset();
        logback.configure(OUT + "<appender name=\"LIST\" class=\"ch.qos.logback.core.read.ListAppender\"/>"
                + "<logger name=\"com\"><appender-ref ref=\"LIST\"/></logger>");
        logToken(logback);

        ObjectName name = server.queryNames(all, null).iterator().next();
        assertThat(server.queryNames(all, null)).hasSize(1);
        assertThat(server.getAttribute(name, "Events")).isEqualTo(2L);
        assertThat(server.getAttribute(name, "MaskedEvents")).isEqualTo(2L);
        assertThat(server.getAttribute(name, "Bytes")).isEqualTo(2L * ("token=" + SECRET + "\n").length());
        assertThat((String[]) server.getAttribute(name, "UncoveredAppenders")).containsExactly("LIST");
        assertThat((String) server.getAttribute(name, "Report"))
                .contains("\"detector\":\"cred.token\"")
                .doesNotContain(SECRET);
        logback.context().stop();
        assertThat(server.queryNames(all, null)).isEmpty();
    }

    @Test
    void leavesTheHeaderTheFooterAndTheFlushing(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.log");
        Configured logback =
                Configured.of("<appender name=\"FILE\" class=\"ch.qos.logback.core.FileAppender\"><file>" + file
                        + "</file><immediateFlush>false</immediateFlush><encoder><pattern>%msg%n</pattern>"
                        + "<outputPatternAsHeader>true</outputPatternAsHeader></encoder></appender>"
                        + "<root level=\"INFO\"><appender-ref ref=\"FILE\"/></root>");
        FileAppender<ILoggingEvent> appender = (FileAppender<ILoggingEvent>)
                logback.context().getLogger("ROOT").getAppender("FILE");

        MaskingInstaller.install(logback.context(), MASKER);
        logToken(logback);

        assertThat(appender.isImmediateFlush()).isFalse();
        assertThat(Files.readString(file)).doesNotContain("token");
        PatternLayoutEncoder inner = (PatternLayoutEncoder) ((MaskingEncoder) appender.getEncoder()).getEncoder();
        appender.stop();
        assertThat(inner.isStarted()).isEqualTo(appender.getEncoder().isStarted());
        assertThat(Files.readAllLines(file)).isEqualTo(List.of("#logback.classic pattern: %msg%n", MASKED));
    }

    @Test
    void leavesAListOfEventsAsItIs() {
        Configured logback = Configured.of("<appender name=\"LIST\" class=\"ch.qos.logback.core.read.ListAppender\"/>"
                + "<root level=\"INFO\"><appender-ref ref=\"LIST\"/></root>");

        MaskingInstaller.install(logback.context(), MASKER);
        logToken(logback);

        ListAppender<ILoggingEvent> list = (ListAppender<ILoggingEvent>)
                logback.context().getLogger("ROOT").getAppender("LIST");
        assertThat(list.list.get(0).getFormattedMessage()).contains(SECRET);
    }

    @Test
    void limitsRecordsAsItIsTold() {
        Configured logback = Configured.of(OUT);

        MaskingInstaller.install(logback.context(), MASKER, 2048);
        logback.logger().info("{}", "x".repeat(2100));
        MaskingInstaller.install(logback.context(), MASKER);
        logback.logger().info("{}", "y".repeat(2100));

        assertThat(logback.written()).contains("[CUT: a record of 2101 bytes]\n", "y".repeat(2100));
    }

    @Test
    void leavesALimitThatIsConfiguredWithMasking() {
        Configured logback = Configured.of(capturing("OUT")
                        .replace(
                                MESSAGE,
                                "<encoder class=\"" + MaskingEncoder.class.getName() + "\"><maxBytes>4096</maxBytes>"
                                        + MESSAGE + "</encoder>")
                + ROOT);

        MaskingInstaller.install(logback.context(), MASKER, 1024);
        logback.logger().info("{}", "x".repeat(2100));

        assertThat(logback.written()).isEqualTo("x".repeat(2100) + "\n");
    }
}
