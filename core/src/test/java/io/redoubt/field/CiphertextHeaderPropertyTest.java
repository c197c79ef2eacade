package io.redoubt.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class CiphertextHeaderPropertyTest {

    /** Whatever the bytes are, they are a header in its one spelling, or none. */
    @Property
    void readsAnyBytes(@ForAll("almost") byte[] bytes) {
        CiphertextHeader.parse(bytes)
                .filter(header -> header.subjectNumber().isEmpty())
                .ifPresent(header -> assertThat(Arrays.copyOf(bytes, header.length()))
                        .isEqualTo(CiphertextHeader.write(header.suite(), header.epoch(), OptionalLong.empty())));
    }

    @Property
    void readsAnyText(@ForAll String text) {
        assertThat(CiphertextText.bytes("r1." + text).map(CiphertextText::text).orElse("r1." + text))
                .isEqualTo("r1." + text);
        assertThat(CiphertextHeader.parseText(text)).isEmpty();
    }

    @Property
    void readsWhatItWrote(@ForAll StoredSuite suite, @ForAll @IntRange(min = 1, max = 65_535) int epoch) {
        byte[] header = CiphertextHeader.write(suite.suite(), epoch, OptionalLong.empty());

        assertThat(CiphertextHeader.parse(Arrays.copyOf(header, 60)))
                .contains(new CiphertextHeader(suite.suite(), epoch, OptionalLong.empty(), header.length));
    }

    @Property
    void numbersHaveOneSpelling(@ForAll @LongRange(min = 0, max = 0x7_FFFF_FFFFL) long number, @ForAll byte[] more) {
        int size = Leb128.size(number);
        byte[] bytes = Arrays.copyOf(new byte[0], size + more.length);
        Leb128.write(bytes, 0, number);
        System.arraycopy(more, 0, bytes, size, more.length);

        assertThat(Leb128.read(bytes, 0, 5)).hasValue(number);
        assertThat(Leb128.read(bytes, 0, size - 1)).isEmpty();
        assertThat(Leb128.read(Arrays.copyOf(bytes, size - 1), 0, 5)).isEmpty();
    }

    @Property
    void numbersAreReadFromAnyBytesInTheirOneSpelling(@ForAll("almost") byte[] bytes) {
        OptionalLong number = Leb128.read(bytes, 0, 5);
        number.ifPresent(it -> {
            byte[] again = bytes.clone();
            Leb128.write(again, 0, it);
            assertThat(again).isEqualTo(bytes);
        });
    }

    /** Bytes that are a header more often than not. */
    @Provide
    Arbitrary<byte[]> almost() {
        Arbitrary<Byte> any = Arbitraries.bytes();
        return Combinators.combine(
                        Arbitraries.of((byte) 0xC1, (byte) 0xC0),
                        Arbitraries.oneOf(
                                Arbitraries.of((byte) 0x11, (byte) 0x12, (byte) 0x13, (byte) 0x14, (byte) 0x16), any),
                        Arbitraries.oneOf(
                                Arbitraries.of((byte) 0x80, (byte) 0x84, (byte) 0x04, (byte) 0x05, (byte) 0), any),
                        Arbitraries.oneOf(Arbitraries.of((byte) 0x80, (byte) 0x01, (byte) 0x00), any),
                        any.array(byte[].class).ofMaxSize(60))
                .as((magic, suite, one, two, rest) -> {
                    byte[] bytes = Arrays.copyOf(new byte[] {magic, suite, one, two}, 4 + rest.length);
                    System.arraycopy(rest, 0, bytes, 4, rest.length);
                    return bytes;
                });
    }
}
