package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.MacKey;
import io.redoubt.MacKeys;
import io.redoubt.spring.redis.BareStore;
import io.redoubt.spring.redis.RedisProcess;
import io.redoubt.spring.redis.TestMacKey;
import io.redoubt.testkit.DpopKey;
import io.redoubt.testkit.DpopProof;
import io.redoubt.testkit.TestIssuer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Two applications with the keys of one service, and one Redis, as a client of DPoP sees them. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedNoncesTest {

    private static final String URI = "https://orders.example/orders";

    private final TestIssuer issuer = TestIssuer.start();
    private final DpopKey key = DpopKey.create();

    @AfterAll
    void stop() {
        issuer.close();
    }

    @Test
    void letAClientThroughOnAnotherInstanceThanTheOneThatGaveTheNonce() {
        try (RedisProcess redis = RedisProcess.start();
                RunningApplication older = start(redis, OlderKeyset.class);
                RunningApplication newer = start(redis, NewerKeyset.class);
                BareStore store = new BareStore(redis)) {
            store.began(Duration.ofHours(1));
            String token = issuer.token().scope("orders:read").boundTo(key).sign();

            String ofOlder = nonce(send(older, token, proof(token).sign()), 401);
            String proof = proof(token).nonce(ofOlder).sign();
            String ofNewer = nonce(send(newer, token, proof), 200);

            assertThat(ofNewer).isNotEqualTo(ofOlder);
            nonce(send(older, token, proof(token).nonce(ofNewer).sign()), 200);
            assertThat(send(older, token, proof).statusCode())
                    .as("the same proof again")
                    .isEqualTo(401);
        }
    }

    /** They let a client in at once after a restart, for they prove that a proof was made after it. */
    @Test
    void areNotSharedWhereNothingElseIs() {
        Settings settings = demanding(Settings.valid(issuer));
        try (RunningApplication one = RunningApplication.start(settings, OrdersApplication.class, OlderKeyset.class)) {
            String token = issuer.token().scope("orders:read").boundTo(key).sign();

            String nonce = nonce(send(one, token, proof(token).sign()), 401);

            nonce(send(one, token, proof(token).nonce(nonce).sign()), 200);
        }
    }

    @Test
    void needKeysWhereInstancesShareTheirState() {
        Settings settings = demanding(shared(Settings.valid("https://idp.invalid"), 1));

        assertThat(StartUpProblems.of(settings)).singleElement().satisfies(problem -> {
            assertThat(problem.setting()).isEqualTo("redoubt.sender-constraint.dpop-nonce");
            assertThat(problem.remedy()).startsWith("set redoubt.keys.*");
        });
    }

    private RunningApplication start(RedisProcess redis, Class<?> keyset) {
        Settings settings = demanding(shared(Settings.valid(issuer), redis.port()));
        return RunningApplication.start(settings, OrdersApplication.class, Connection.class, keyset);
    }

    private static Settings demanding(Settings settings) {
        return settings.with("redoubt.base-url", "https://orders.example")
                .with("redoubt.sender-constraint.dpop", "optional")
                .with("redoubt.sender-constraint.dpop-nonce", "required");
    }

    private static Settings shared(Settings settings, int port) {
        return settings.with("redoubt.trust-domain", "shop.example")
                .with("redoubt.state.store", "redis")
                .with("test.redis.port", Integer.toString(port));
    }

    private DpopProof proof(String token) {
        return key.proof("GET", URI).accessToken(token);
    }

    private static HttpResponse<String> send(RunningApplication application, String token, String proof) {
        return Http.send(HttpRequest.newBuilder(application.uri("/orders"))
                .header("Authorization", "DPoP " + token)
                .header("DPoP", proof));
    }

    private static String nonce(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        return response.headers().firstValue("DPoP-Nonce").orElseThrow();
    }

    @Configuration(proxyBeanMethods = false)
    static class Connection {

        @Bean
        RedisConnectionFactory redisConnectionFactory(@Value("${test.redis.port}") int port) {
            return new LettuceConnectionFactory("127.0.0.1", port);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OlderKeyset {

        @Bean
        ServiceMacKeys serviceMacKeys() {
            return macKeys(1, 2);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class NewerKeyset {

        @Bean
        ServiceMacKeys serviceMacKeys() {
            return macKeys(2, 1);
        }
    }

    private static ServiceMacKeys macKeys(int first, int second) {
        List<MacKey> nonces = List.of(TestMacKey.of(first), TestMacKey.of(second));
        List<MacKey> names = List.of(TestMacKey.of(10 + first), TestMacKey.of(10 + second));
        MacKeys dpopNonce = () -> nonces;
        MacKeys stateKey = () -> names;
        return new ServiceMacKeys(Optional.of(dpopNonce), Optional.of(stateKey));
    }
}
