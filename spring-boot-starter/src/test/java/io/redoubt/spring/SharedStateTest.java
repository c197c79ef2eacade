package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.ConfigurationException;
import io.redoubt.spring.redis.Patience;
import io.redoubt.spring.redis.RedisProcess;
import io.redoubt.spring.redis.RedisState;
import io.redoubt.state.ReplayGuard;
import io.redoubt.state.Revocation;
import io.redoubt.state.Revocations;
import io.redoubt.state.SingleUse;
import io.redoubt.state.Use;
import io.redoubt.testkit.TestIssuer;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Two applications and one Redis, as their callers see them. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedStateTest {

    private final TestIssuer issuer = TestIssuer.start();

    @AfterAll
    void stop() {
        issuer.close();
    }

    @Test
    void refusesOnOneInstanceWhatWasRevokedOnAnother() {
        try (RedisProcess redis = RedisProcess.start();
                RunningApplication one = start(redis);
                RunningApplication other = start(redis)) {
            String alice = issuer.token().sign();
            String bob = issuer.token().subject("bob").sign();
            assertThat(status(one, alice)).isEqualTo(200);
            assertThat(status(other, alice)).isEqualTo(200);

            revocations(one).revoke(new Revocation.OfSubject(issuer.issuerUri(), "alice", Instant.now()));

            assertThat(status(one, alice)).isEqualTo(401);
            Patience.await("the revocation", () -> status(other, alice) == 401);
            assertThat(status(other, bob)).isEqualTo(200);
        }
    }

    @Test
    void letsAnItemPassOnceInTheWholeFleet() {
        try (RedisProcess redis = RedisProcess.start();
                RunningApplication one = start(redis);
                RunningApplication other = start(redis)) {
            SingleUse item = new SingleUse(
                    SingleUse.Scope.ELEVATION,
                    issuer.issuerUri(),
                    "jti",
                    Instant.now().plusSeconds(60),
                    Instant.now().plusSeconds(600));

            assertThat(replayGuard(one).firstUse(item)).isEqualTo(Use.FIRST);
            assertThat(replayGuard(other).firstUse(item)).isEqualTo(Use.REPLAYED);
        }
    }

    @Test
    void answers503WhileNobodyKnowsWhatWasRevokedAndRecovers() {
        try (RedisProcess redis = RedisProcess.start();
                RunningApplication application = start(redis)) {
            String alice = issuer.token().sign();
            Patience.await("the first heartbeat", () -> status(application, alice) == 200);

            redis.kill();
            Patience.await("staleness", () -> status(application, alice) == 503);
            HttpResponse<String> refusal = Http.get(application.uri("/orders"), alice);
            assertThat(refusal.statusCode()).isEqualTo(503);
            assertThat(refusal.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(Http.get(application.uri("/open/hello")).statusCode()).isEqualTo(200);

            redis.restart();
            Patience.await("the heartbeat", () -> status(application, alice) == 200);
        }
    }

    @Test
    void startsBesideAStoreThatIsDownAndSaysSo() {
        try (RedisProcess redis = RedisProcess.start()) {
            redis.kill();
            try (CapturedOutput output = CapturedOutput.begin();
                    RunningApplication application = start(redis)) {
                assertThat(output.text())
                        .contains("; state: in redis, and refusing after 2 s without it")
                        .contains("redis has not answered yet; until it does, requests with tokens get 503");
                String alice = issuer.token().sign();
                assertThat(status(application, alice)).isEqualTo(503);

                redis.restart();
                Patience.await("the heartbeat", () -> status(application, alice) == 200);
            }
        }
    }

    @Test
    void goesOnWhereThatWasChosen() {
        try (RedisProcess redis = RedisProcess.start()) {
            redis.kill();
            Settings settings = shared(redis).with("redoubt.state.when-down", "local");
            try (RunningApplication application =
                    RunningApplication.start(settings, OrdersApplication.class, Connection.class)) {
                assertThat(status(application, issuer.token().sign())).isEqualTo(200);
            }
        }
    }

    @Test
    void stopsQuietly() {
        try (RedisProcess redis = RedisProcess.start();
                CapturedOutput output = CapturedOutput.begin()) {
            RunningApplication application = start(redis);
            RedisState state = application.context().getBean(RedisState.class);
            assertThat(state.isRunning()).isTrue();

            application.close();

            assertThat(state.isRunning()).isFalse();
            assertThat(output.text()).doesNotContain("cannot be heard");
        }
    }

    @Test
    void refusesToStartWithoutSpringDataRedis() {
        runner(shared(1))
                .withClassLoader(new FilteredClassLoader("org.springframework.data.redis"))
                .run(context -> {
                    assertThat(context).hasFailed();
                    assertThat(context.getStartupFailure())
                            .rootCause()
                            .isInstanceOf(ConfigurationException.class)
                            .hasMessage("redoubt.state.store: is redis, but Spring Data Redis is not on the class path;"
                                    + " add spring-boot-starter-data-redis");
                });
    }

    @Test
    void needsNoSpringDataRedisForItself() {
        runner(Settings.valid(issuer))
                .withClassLoader(new FilteredClassLoader("org.springframework.data.redis"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ReplayGuard.class)
                        .hasSingleBean(Revocations.class));
    }

    @Test
    void refusesToStartWithoutAConnection() {
        runner(shared(1))
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageStartingWith(
                                "redoubt.state.store: is redis, but there is no RedisConnectionFactory"));
    }

    @Test
    void refusesToStartWithRevocationsThatNobodyShares() {
        runner(shared(1))
                .withUserConfiguration(Connection.class, OwnRevocations.class)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageStartingWith("redoubt.state.store: is redis, but the application has revocations"));
    }

    /** As for verifiers and request guards: one for another purpose must not come to judge requests. */
    @Test
    void usesNoReplayGuardOfTheApplication() {
        runner(Settings.valid(issuer))
                .withUserConfiguration(OwnReplayGuard.class)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .getBean(StateConfiguration.REPLAY_GUARD)
                        .isNotSameAs(context.getBean("replayGuard")));
    }

    private static WebApplicationContextRunner runner(Settings settings) {
        return new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RedoubtAutoConfiguration.class))
                .withPropertyValues(settings.pairs());
    }

    private RunningApplication start(RedisProcess redis) {
        return RunningApplication.start(shared(redis), OrdersApplication.class, Connection.class);
    }

    private Settings shared(RedisProcess redis) {
        return shared(redis.port());
    }

    private Settings shared(int port) {
        return Settings.valid(issuer)
                .with("redoubt.trust-domain", "shop.example")
                .with("redoubt.state.store", "redis")
                .with("redoubt.state.max-staleness", "2s")
                .with("test.redis.port", Integer.toString(port));
    }

    private static Revocations revocations(RunningApplication application) {
        return application.context().getBean(Revocations.class);
    }

    private static ReplayGuard replayGuard(RunningApplication application) {
        return application.context().getBean(ReplayGuard.class);
    }

    private static int status(RunningApplication application, String token) {
        return Http.get(application.uri("/orders"), token).statusCode();
    }

    @Configuration(proxyBeanMethods = false)
    static class Connection {

        @Bean
        RedisConnectionFactory redisConnectionFactory(@Value("${test.redis.port}") int port) {
            return new LettuceConnectionFactory("127.0.0.1", port);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnRevocations {

        @Bean
        Revocations ownRevocations() {
            return Revocations.inProcess(Duration.ofDays(2), Clock.systemUTC());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnReplayGuard {

        @Bean
        ReplayGuard replayGuard() {
            return item -> Use.FIRST;
        }
    }
}
