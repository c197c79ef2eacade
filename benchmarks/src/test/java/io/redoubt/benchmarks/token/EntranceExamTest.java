package io.redoubt.benchmarks.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.benchmarks.NativeProvider;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EntranceExamTest {

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("librariesAndAlgorithms")
    void everyLibraryPasses(Library library, Algorithm algorithm) throws Exception {
        try (TokenMint mint = TokenMint.of(algorithm);
                TokenCheck check = library.open(mint)) {
            EntranceExam.require(library, mint, check);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REDOUBT", "REDOUBT_REMEMBERING"})
    void redoubtAcceptsNoFlawAtAll(Library redoubt) throws Exception {
        try (TokenMint mint = TokenMint.of(Algorithm.RS256);
                TokenCheck check = redoubt.open(mint)) {
            assertThat(EntranceExam.acceptedFlaws(mint, check)).isEmpty();
        }
    }

    @Test
    void refusesWhoAcceptsEverything() {
        try (TokenMint mint = TokenMint.of(Algorithm.HS256)) {
            assertThatThrownBy(() -> EntranceExam.require(Library.NIMBUS, mint, token -> token))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("NIMBUS accepts");
        }
    }

    @Test
    void refusesWhoSkipsTheClaims() throws Exception {
        try (TokenMint mint = TokenMint.of(Algorithm.HS256);
                TokenCheck signatureOnly = Library.FLOOR.open(mint)) {
            assertThatThrownBy(() -> EntranceExam.require(Library.SPRING, mint, signatureOnly))
                    .hasMessageContaining(Flaw.WRONG_AUDIENCE.title());
        }
    }

    @Test
    void refusesWhoRefusesTheGoodToken() {
        TokenCheck refusesAll = token -> {
            throw new IllegalArgumentException("refused");
        };
        try (TokenMint mint = TokenMint.of(Algorithm.HS256)) {
            assertThatThrownBy(() -> EntranceExam.require(Library.SPRING, mint, refusesAll))
                    .hasMessageContaining("good token");
        }
    }

    @Test
    void noNativeProviderIsOnTheUsualClassPath() {
        assertThat(NativeProvider.onClassPath()).isEqualTo(NativeProvider.NONE);
    }

    private static Stream<Arguments> librariesAndAlgorithms() {
        return Arrays.stream(Library.values()).flatMap(library -> Arrays.stream(Algorithm.values())
                .filter(library::supports)
                .map(algorithm -> Arguments.of(library, algorithm)));
    }
}
