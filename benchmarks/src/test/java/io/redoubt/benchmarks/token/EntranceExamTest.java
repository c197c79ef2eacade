package io.redoubt.benchmarks.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.benchmarks.NativeProvider;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EntranceExamTest {

    private static final Map<Algorithm, TokenMint> MINTS = new EnumMap<>(Algorithm.class);

    @BeforeAll
    static void open() {
        for (Algorithm algorithm : Algorithm.values()) {
            MINTS.put(algorithm, TokenMint.of(algorithm));
        }
    }

    @AfterAll
    static void close() {
        MINTS.values().forEach(TokenMint::close);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("librariesAndAlgorithms")
    void everyLibraryPasses(Library library, Algorithm algorithm) throws Exception {
        TokenMint mint = mint(algorithm);
        try (TokenCheck check = library.open(mint)) {
            EntranceExam.require(library, mint, check);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REDOUBT", "REDOUBT_REMEMBERING"})
    void redoubtAcceptsNoFlawAtAll(Library redoubt) throws Exception {
        TokenMint mint = mint(Algorithm.RS256);
        try (TokenCheck check = redoubt.open(mint)) {
            assertThat(EntranceExam.acceptedFlaws(mint, check)).isEmpty();
        }
    }

    @Test
    void refusesWhoAcceptsEverything() {
        assertThatThrownBy(() -> EntranceExam.require(Library.NIMBUS, mint(Algorithm.HS256), token -> token))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NIMBUS accepts");
    }

    @Test
    void refusesWhoSkipsTheClaims() throws Exception {
        TokenMint mint = mint(Algorithm.HS256);
        try (TokenCheck signatureOnly = Library.FLOOR.open(mint)) {
            assertThatThrownBy(() -> EntranceExam.require(Library.SPRING, mint, signatureOnly))
                    .hasMessageContaining(Flaw.WRONG_AUDIENCE.title());
        }
    }

    @Test
    void refusesWhoRefusesTheGoodToken() {
        TokenCheck refusesAll = token -> {
            throw new IllegalArgumentException("refused");
        };
        assertThatThrownBy(() -> EntranceExam.require(Library.SPRING, mint(Algorithm.HS256), refusesAll))
                .hasMessageContaining("good token");
    }

    @Test
    void noNativeProviderIsOnTheUsualClassPath() {
        assertThat(NativeProvider.onClassPath()).isEqualTo(NativeProvider.NONE);
    }

    private static TokenMint mint(Algorithm algorithm) {
        return Objects.requireNonNull(MINTS.get(algorithm));
    }

    private static Stream<Arguments> librariesAndAlgorithms() {
        return Arrays.stream(Library.values())
                .flatMap(library -> Arrays.stream(Algorithm.values())
                        .filter(library::supports)
                        .map(algorithm -> Arguments.of(library, algorithm)));
    }
}
