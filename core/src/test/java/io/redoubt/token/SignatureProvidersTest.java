package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.security.Provider;
import java.security.Security;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureProvidersTest {

    private static final Set<SignatureAlgorithm> WITH_PUBLIC_KEYS =
            EnumSet.complementOf(EnumSet.of(SignatureAlgorithm.HS256));

    static Stream<Arguments> realProviders() {
        return ProviderJars.FOUND.stream()
                .flatMap(provider ->
                        WITH_PUBLIC_KEYS.stream().map(algorithm -> arguments(provider.getName(), algorithm)));
    }

    /** Amazon's runs on Linux and on macOS only. */
    @Test
    void findsThemInTheOrderOfPreference() {
        List<String> names = ProviderJars.FOUND.stream().map(Provider::getName).toList();

        assertThat(names).contains("Conscrypt").isSubsetOf("AmazonCorrettoCryptoProvider", "Conscrypt");
        if (!OS.WINDOWS.isCurrentOs()) {
            assertThat(names).containsExactly("AmazonCorrettoCryptoProvider", "Conscrypt");
        }
    }

    @Test
    void registersNone() {
        SignatureProviders.preferring(ProviderJars.FOUND);

        assertThat(ProviderJars.FOUND).isNotEmpty();
        assertThat(Arrays.stream(Security.getProviders()).map(Provider::getName))
                .doesNotContain("AmazonCorrettoCryptoProvider", "Conscrypt");
    }

    @Test
    void findsNothingWhereThereIsNothing() throws Exception {
        assertThat(SignatureProviders.found(SignatureProvidersTest.class.getClassLoader()))
                .isEmpty();
        assertThat(SignatureProviders.here().nameFor(SignatureAlgorithm.RS256)).isEqualTo("SunRsaSign");
        assertThat(SignatureAlgorithm.ES256.provider()).isEqualTo("SunEC");
        assertThat(SignatureAlgorithm.HS256.provider()).isEqualTo("SunJCE");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("realProviders")
    void usesARealProviderForEveryAlgorithm(String name, SignatureAlgorithm algorithm) throws Exception {
        assertThat(SignatureProviders.preferring(List.of(ProviderJars.named(name)))
                        .nameFor(algorithm))
                .isEqualTo(name);
    }

    @ParameterizedTest
    @EnumSource(value = SignatureAlgorithm.class, mode = EnumSource.Mode.EXCLUDE, names = "HS256")
    void prefersTheFirst(SignatureAlgorithm algorithm) throws Exception {
        String first = ProviderJars.FOUND.get(0).getName();

        assertThat(SignatureProviders.preferring(ProviderJars.FOUND).nameFor(algorithm))
                .isEqualTo(first);
    }

    @Test
    void takesNoProviderThatAcceptsEverything() throws Exception {
        OddProvider yes = OddProvider.answering(() -> true);

        assertThat(SignatureProviders.preferring(List.of(yes)).nameFor(SignatureAlgorithm.RS256))
                .isEqualTo("SunRsaSign");
    }

    @Test
    void takesNoProviderThatRefusesEverything() throws Exception {
        OddProvider no = OddProvider.answering(() -> false);

        assertThat(SignatureProviders.preferring(List.of(no)).nameFor(SignatureAlgorithm.RS256))
                .isEqualTo("SunRsaSign");
    }

    @Test
    void takesNoProviderThatBreaks() throws Exception {
        OddProvider broken = OddProvider.answering(() -> {
            throw new UnsatisfiedLinkError("the native library");
        });

        assertThat(SignatureProviders.preferring(List.of(broken)).nameFor(SignatureAlgorithm.RS256))
                .isEqualTo("SunRsaSign");
    }

    /** Right in the self-test, and odd afterwards. */
    @Test
    void takesAnOddExceptionForNo() throws Exception {
        OddProvider odd = OddProvider.answeringTheSelfTest(() -> {
            throw new IllegalStateException("odd");
        });
        TestKey key = TestKey.of(SignatureAlgorithm.RS256);
        SignatureProviders providers = SignatureProviders.preferring(List.of(odd));
        assertThat(providers.nameFor(SignatureAlgorithm.RS256)).isEqualTo("Odd");

        assertThat(key.isVerifiedBy(providers, key.sign(TestKey.INPUT))).isFalse();
    }

    @Test
    void usesNoEngineAgainThatHasThrown() throws Exception {
        OddProvider odd = OddProvider.answeringTheSelfTest(() -> {
            throw new SignatureException("odd");
        });
        TestKey key = TestKey.of(SignatureAlgorithm.RS256);
        SignatureCheck check =
                SignatureProviders.preferring(List.of(odd)).check(SignatureAlgorithm.RS256, key.publicKey());
        int made = odd.enginesMade();

        for (int i = 0; i < 3; i++) {
            assertThat(TestKey.accepts(check, key.sign(TestKey.INPUT))).isFalse();
        }

        assertThat(odd.enginesMade()).isEqualTo(made + 2); // the first was made with the check
    }

    @Test
    void usesAnEngineAgainThatHasSaidNo() throws Exception {
        OddProvider odd = OddProvider.answeringTheSelfTest(() -> false);
        TestKey key = TestKey.of(SignatureAlgorithm.RS256);
        SignatureCheck check =
                SignatureProviders.preferring(List.of(odd)).check(SignatureAlgorithm.RS256, key.publicKey());
        int made = odd.enginesMade();

        for (int i = 0; i < 3; i++) {
            assertThat(TestKey.accepts(check, key.sign(TestKey.INPUT))).isFalse();
        }

        assertThat(odd.enginesMade()).isEqualTo(made);
    }

    @Test
    void leavesAKeyThatAProviderRefusesToJca() throws Exception {
        TestKey key = TestKey.of(SignatureAlgorithm.RS256);
        OddProvider picky = OddProvider.refusing(key.publicKey());
        SignatureProviders providers = SignatureProviders.preferring(List.of(picky));
        assertThat(providers.nameFor(SignatureAlgorithm.RS256)).isEqualTo("Odd");

        assertThat(key.isVerifiedBy(providers, key.sign(TestKey.INPUT))).isTrue();
    }
}
