package io.redoubt.masking.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.Encoder;
import io.redoubt.masking.Masker;
import io.redoubt.masking.MaskingRules;
import io.redoubt.masking.Notations;
import io.redoubt.masking.Profile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.logstash.logback.encoder.LogstashEncoder;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a secret is, however a line shows it, and whatever encoder writes the line: nothing of the secret is left. */
class NotationsPropertyTest {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Masker MASKER = Masker.of(MaskingRules.of(Profile.DEFAULT));
    private static final List<String> KEYS = List.of(
            "password",
            "userPassword",
            "db.password",
            "client_secret",
            "clientSecret",
            "X-Api-Key",
            "apiKey",
            "access_token",
            "authToken",
            "token",
            "passwd",
            "privateKey",
            "SECRET_KEY");

    private final LoggerContext context = context();
    private final Map<String, MaskingEncoder> encoders = Map.of(
            "pattern", masking(pattern()),
            "json", masking(new JsonEncoder()),
            "logstash", masking(new LogstashEncoder()),
            "ecs", masking(structured("ecs")),
            "gelf", masking(structured("gelf")),
            "boot-logstash", masking(structured("logstash")));

    private static LoggerContext context() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putObject(Environment.class.getName(), new StandardEnvironment());
        context.start();
        return context;
    }

    private static Encoder<ILoggingEvent> pattern() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern("%d %-5level [%thread] %logger{39} : %m%n%wEx".replace("%wEx", ""));
        return encoder;
    }

    private static Encoder<ILoggingEvent> structured(String format) {
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setFormat(format);
        return encoder;
    }

    private MaskingEncoder masking(Encoder<ILoggingEvent> inner) {
        MaskingEncoder encoder = new MaskingEncoder();
        encoder.setContext(context);
        encoder.setEncoder(inner);
        encoder.start();
        return encoder;
    }

    @Provide
    Arbitrary<String> tokens() {
        return Arbitraries.strings()
                .withChars("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~+/=")
                .ofMinLength(8)
                .ofMaxLength(80)
                .filter(token -> Character.isLetterOrDigit(token.charAt(0))
                        && Character.isLetterOrDigit(token.charAt(token.length() - 1)));
    }

    /** Values that tell by themselves what they are. */
    @Provide
    Arbitrary<String> telling() {
        Arbitrary<String> words =
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(3).ofMaxLength(12);
        Arbitrary<String> emails = Combinators.combine(words, words, Arbitraries.of("com", "org", "de", "co.uk"))
                .as((local, domain, top) -> local + "@" + domain + "." + top);
        Arbitrary<String> jwts = Combinators.combine(words, words, tokens())
                .as((issuer, subject, signature) -> base64("{\"alg\":\"ES256\",\"kid\":\"k\"}") + "."
                        + base64("{\"iss\":\"" + issuer + "\",\"sub\":\"" + subject + "\"}") + "."
                        + base64(signature));
        return Arbitraries.oneOf(emails, jwts);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<String> keyed() {
        return Arbitraries.of(Notations.KEYED);
    }

    @Provide
    Arbitrary<String> free() {
        return Arbitraries.of(Notations.FREE);
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of(KEYS);
    }

    @Property
    void leavesNothingOfAValueBesideItsKey(
            @ForAll("keyed") String notation, @ForAll("keys") String key, @ForAll("tokens") String token)
            throws Exception {
        check(notation.replace("KEY", key).replace("VALUE", token), token);
    }

    @Property
    void leavesNothingOfAValueThatTellsWhatItIs(@ForAll("free") String notation, @ForAll("telling") String value)
            throws Exception {
        check(notation.replace("VALUE", value), value);
    }

    private void check(String message, String secret) throws Exception {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerContext(context);
        event.setLoggerName("com.example.Orders");
        event.setThreadName("main");
        event.setLevel(Level.INFO);
        event.setTimeStamp(1_763_856_000_000L);
        event.setMDCPropertyMap(Map.of());
        event.setMessage(message);
        for (Map.Entry<String, MaskingEncoder> entry : encoders.entrySet()) {
            byte[] record = entry.getValue().encode(event);
            String written = new String(record, StandardCharsets.UTF_8);
            String decoded = written;
            if (!entry.getKey().equals("pattern")) {
                assertThat(JSON.readTree(written).isObject()).as(entry.getKey()).isTrue();
                decoded = written + Objects.toString(JSON.readTree(written).findValue("message"));
            }
            assertThat(Notations.runOf(secret, decoded))
                    .as("%s wrote %s", entry.getKey(), written)
                    .isEmpty();
            assertThat(new String(MASKER.mask(record), StandardCharsets.UTF_8))
                    .as("masked twice by %s", entry.getKey())
                    .isEqualTo(written);
        }
    }
}
