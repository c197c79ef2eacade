package io.redoubt.provisioning;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootContractTest {

    private static final Root GOOD = TestRoots.inMemory(TestRoots.counting(5));

    @Test
    void acceptsAGoodRootAndLeavesItOpen() {
        RootContract.check(GOOD);

        assertThatNoException().isThrownBy(() -> RootContract.check(GOOD));
    }

    @Test
    void refusesAShortOutput() {
        refuses(input -> Arrays.copyOf(GOOD.mac(input), 32), "root: does not give 64 bytes for an input of 1;");
    }

    @Test
    void refusesALongOutputOfLongInputs() {
        refuses(
                input -> Arrays.copyOf(GOOD.mac(input), input.length > 4000 ? 65 : 64),
                "root: does not give 64 bytes for an input of 4096;");
    }

    @Test
    void refusesTheInputItself() {
        refuses(input -> input, "root: does not give 64 bytes for an input of 1;");
    }

    @Test
    void refusesARootThatReadsOnlyTheFirstBlock() {
        refuses(
                input -> GOOD.mac(Arrays.copyOf(input, Math.min(input.length, 128))),
                "root: gives the same output for different inputs;");
    }

    @Test
    void refusesARootThatIsAnotherEachTime() {
        int[] calls = {0};
        refuses(
                input -> {
                    byte[] output = GOOD.mac(input);
                    output[0] = (byte) calls[0]++;
                    return output;
                },
                "root: gives different outputs for the same input;");
    }

    @Test
    void refusesARootThatHandsOutOneArrayTwice() {
        byte[] first = GOOD.mac(new byte[] {'r'});
        refuses(input -> input.length == 1 ? first : GOOD.mac(input), "root: hands out one array twice;");
    }

    @Test
    void refusesAKeyOfZeros() {
        refuses(SoftwareRoot.of(RootKey.nothing())::mac, "root: is one that everybody knows;");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void refusesTheRootsOfTheVectors(int number) {
        refuses(TestRoots.inMemory(TestRoots.published(number))::mac, "root: is one that everybody knows;");
    }

    @Test
    void refusesARootThatCannotBeReachedWithoutSayingWhy() {
        Root away = of(input -> {
            throw new IllegalStateException("vault-7 said no");
        });

        assertThatThrownBy(() -> RootContract.check(away))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("root: cannot be reached; see whether it is there and lets you in")
                .hasNoCause();
    }

    @Test
    void refusesARootThatStillAnswersWhenItIsClosed() {
        assertThatThrownBy(() -> RootContract.checkClosing(of(GOOD::mac)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("root: still answers when it is closed");
    }

    private static void refuses(UnaryOperator<byte[]> mac, String problem) {
        assertThatThrownBy(() -> RootContract.check(of(mac)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem);
    }

    private static Root of(UnaryOperator<byte[]> mac) {
        return new Root() {
            @Override
            public byte[] mac(byte[] input) {
                return mac.apply(input);
            }

            @Override
            public void close() {}
        };
    }
}
