package io.redoubt.field;

import static io.redoubt.field.WatchedCipher.VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.internal.Enc;
import io.redoubt.key.FieldName;
import io.redoubt.key.Suite;
import io.redoubt.key.TestKeysets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No two places are one. */
class PlacesPropertyTest {

    private static final WatchedCipher WATCHED = WatchedCipher.of(Suite.A256GCM);

    /**
     * A place, in the words of whoever asks for it.
     *
     * @param row as what it is written in the associated data, without its kind
     */
    record Place(String entity, String field, Optional<String> tenant, Optional<Row> row) {

        FieldContext context() {
            FieldContext context = FieldContext.of(new FieldName(entity, field));
            FieldContext ofTenant = tenant.map(context::withTenant).orElse(context);
            return row.map(it -> ofTenant.withRow(it.id())).orElse(ofTenant);
        }
    }

    /**
     * A row.
     *
     * @param words what it is, the same for equal rows alone
     * @param bytes how FORMATS section 4 writes it
     */
    record Row(String words, RowId id, List<Byte> bytes) {}

    @Property
    void valueOpensInItsOwnPlaceAlone(@ForAll("places") Place one, @ForAll("places") Place other) {
        byte[] ciphertext = WATCHED.cipher.seal(one.context(), FieldType.TEXT, VALUE);

        assertThat(WATCHED.cipher.open(one.context(), FieldType.TEXT, ciphertext))
                .isEqualTo(VALUE);
        if (!one.equals(other)) {
            WATCHED.assertRefuses(TamperedFieldException.class, other.context(), FieldType.TEXT, ciphertext);
        }
    }

    /** FORMATS section 4, written by the encoder that everything else is written by. */
    @Property
    void associatedDataIsThatOfTheFormat(@ForAll("places") Place place, @ForAll byte[] headerAndMore) {
        byte[] ciphertext = Arrays.copyOf(headerAndMore, headerAndMore.length + 3);
        byte[] bytes = AssociatedData.of(
                        TestKeysets.TRUST_DOMAIN, TestKeysets.SERVICE, new FieldName(place.entity(), place.field()))
                .bytes(ciphertext, headerAndMore.length, place.context());

        assertThat(bytes)
                .isEqualTo(Enc.label("redoubt/field/v1/aad")
                        .bytes(headerAndMore)
                        .ascii("shop.example")
                        .ascii("orders")
                        .text(place.entity())
                        .text(place.field())
                        .optionalText(place.tenant())
                        .bytes(optional(place.row().map(Row::bytes)))
                        .optionalText(Optional.empty())
                        .toBytes());
    }

    private static byte[] optional(Optional<List<Byte>> bytes) {
        byte[] field = new byte[1 + bytes.map(List::size).orElse(0)];
        bytes.ifPresent(it -> {
            field[0] = 1;
            for (int i = 0; i < it.size(); i++) {
                field[1 + i] = it.get(i);
            }
        });
        return field;
    }

    /** Few values of each, so that places often differ in one thing only. */
    @Provide
    Arbitrary<Place> places() {
        Arbitrary<String> entities = Arbitraries.of("a", "ab", "\u00e9");
        Arbitrary<String> fields = Arbitraries.of("b", "a.b", "bc", "c");
        Arbitrary<Optional<String>> tenants = Arbitraries.of("", "1", "\u00e9", "\uD83D\uDD11", "t".repeat(1_024))
                .optional();
        return Combinators.combine(entities, fields, tenants, rows().optional()).as(Place::new);
    }

    private static Arbitrary<Row> rows() {
        Arbitrary<Row> single = Arbitraries.oneOf(
                Arbitraries.longs().map(it -> row("long " + it, RowId.of(it), 'i', longs(it))),
                Arbitraries.longs().map(it -> row("uuid " + it, RowId.of(new UUID(it, 1)), 'u', longs(it, 1))),
                Arbitraries.of("", "1", "id").map(it -> row("text " + it, RowId.of(it), 's', utf8(it))),
                Arbitraries.of("", "1", "id").map(it -> row("bytes " + it, RowId.of(utf8(it)), 'b', utf8(it))));
        Arbitrary<Row> composite = single.list().ofMinSize(1).ofMaxSize(3).map(PlacesPropertyTest::composite);
        return Arbitraries.oneOf(single, composite, composite.list().ofSize(2).map(PlacesPropertyTest::composite));
    }

    private static Row composite(List<Row> parts) {
        Enc enc = Enc.label("row");
        parts.forEach(part -> enc.bytes(array(part.bytes())));
        return row(
                parts.stream().map(Row::words).toList().toString(),
                RowId.composite(parts.stream().map(Row::id).toList()),
                'c',
                enc.toBytes());
    }

    private static Row row(String words, RowId id, char kind, byte[] content) {
        ByteBuffer bytes =
                ByteBuffer.allocate(1 + content.length).put((byte) kind).put(content);
        Byte[] boxed = new Byte[bytes.capacity()];
        Arrays.setAll(boxed, bytes::get);
        return new Row(words, id, List.of(boxed));
    }

    private static byte[] array(List<Byte> bytes) {
        byte[] array = new byte[bytes.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = bytes.get(i);
        }
        return array;
    }

    private static byte[] longs(long... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES);
        Arrays.stream(numbers).forEach(bytes::putLong);
        return bytes.array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
