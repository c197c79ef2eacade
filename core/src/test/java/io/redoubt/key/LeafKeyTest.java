package io.redoubt.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LeafKeyTest {

    @Test
    void overwritesItsBytesWhenItIsClosed() {
        LeafKey leaf = leaf(ones());
        byte[] held = leaf.bytes();
        assertThat(held).isEqualTo(ones());

        leaf.close();

        assertThat(held).containsOnly(0);
        assertThat(leaf.bytes()).isSameAs(held);
    }

    @Test
    void keepsACopyThatNobodyElseOverwrites() {
        byte[] ours = ones();
        LeafKey leaf = leaf(ours);

        ours[0] = 0;

        assertThat(leaf.bytes()).isEqualTo(ones());
    }

    private static LeafKey leaf(byte[] bytes) {
        return LeafKey.of("00000001", Purpose.STATE_KEY, Suite.HS256, 1, KeyState.PRIMARY, bytes);
    }

    private static byte[] ones() {
        byte[] bytes = new byte[Purpose.STATE_KEY.leafBytes()];
        Arrays.fill(bytes, (byte) 1);
        return bytes;
    }
}
