package io.redoubt.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DistinctLeavesTest {

    private final DistinctLeaves distinct = new DistinctLeaves();

    @Test
    void tellsKeysApartByTheirFirstEightBytes() {
        assertThat(distinct.add(leaf(0, 0))).isTrue();
        assertThat(distinct.add(leaf(7, 1))).isTrue();
        assertThat(distinct.add(leaf(8, 1))).isFalse();
        assertThat(distinct.add(leaf(0, 0))).isFalse();
        assertThat(distinct.size()).isEqualTo(2);
    }

    @Test
    void saysNothingOfTheKeys() {
        distinct.add(leaf(7, 1));
        assertThat(distinct).hasToString("DistinctLeaves 1");
    }

    /** {@return zeros, but for one byte} */
    private static LeafKey leaf(int place, int value) {
        byte[] bytes = new byte[32];
        bytes[place] = (byte) value;
        return LeafKey.of("00000001", Purpose.STATE_KEY, Suite.HS256, 1, KeyState.PRIMARY, bytes);
    }
}
