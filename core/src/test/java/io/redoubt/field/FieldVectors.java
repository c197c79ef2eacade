package io.redoubt.field;

import io.redoubt.internal.Enc;
import io.redoubt.internal.HkdfSha512;
import io.redoubt.key.FieldName;
import io.redoubt.key.FixedRandom;
import io.redoubt.key.IndexName;
import io.redoubt.key.Purpose;
import io.redoubt.key.Subject;
import io.redoubt.key.Suite;
import io.redoubt.key.TestKeysets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The text of {@code docs/vectors/field-v1.json}: everything about encrypted fields that is the same each time. */
final class FieldVectors {

    private static final HexFormat HEX = HexFormat.of();
    private static final FieldName EMAIL = new FieldName("customer", "email");
    private static final FieldName STREET = FieldName.parse("Kund\u00ef.address.street");

    private static final Subject SUBJECT = new Subject(Optional.of("n\u00f6rdlich"), "ad\u00e4-7");
    private static final byte[] SUBJECT_KEY = subjectKey();

    private static byte[] subjectKey() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) TestSubjectKeys.EACH_BYTE);
        return key;
    }

    private static final List<Row> ROWS = List.of(
            new Row("{ \"number\": -7 }", RowId.of(-7)),
            new Row(
                    "{ \"uuid\": \"00112233-4455-6677-8899-aabbccddeeff\" }",
                    RowId.of(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"))),
            new Row("{ \"text\": \"K\u00f6ln-7\" }", RowId.of("K\u00f6ln-7")),
            new Row("{ \"bytes\": \"00ff\" }", RowId.of(new byte[] {0, -1})),
            new Row(
                    "{ \"parts\": [{ \"number\": 7 }, { \"text\": \"7\" }] }",
                    RowId.composite(List.of(RowId.of(7), RowId.of("7")))));

    /** A row, and how it is written down. */
    private record Row(String json, RowId id) {}

    private FieldVectors() {}

    static String text() {
        return """
                {
                  "description": "Encrypted fields, FORMATS 4 and 5. Test data: a leaf is the SHA-512 of service/purpose/suite/epoch, and may never be used.",
                  "trustDomain": "shop.example",
                  "service": "orders",
                  "headers": [
                %s
                  ],
                  "fieldKeys": [
                %s
                  ],
                  "associatedData": [
                %s
                  ],
                  "indexes": [
                %s
                  ],
                  "comparable": [
                %s
                  ],
                  "subjectHeaders": [
                %s
                  ],
                  "subjectKeys": [
                %s
                  ],
                  "subjectAssociatedData": [
                %s
                  ],
                  "wrappedSubjectKeys": [
                %s
                  ]
                }
                """.formatted(
                        lines(headers()),
                        lines(fieldKeys()),
                        lines(associatedData()),
                        lines(indexes()),
                        lines(comparable()),
                        lines(subjectHeaders()),
                        lines(subjectKeys()),
                        lines(subjectAssociatedData()),
                        lines(wrappedSubjectKeys()));
    }

    private static String lines(Stream<String> objects) {
        return objects.map("    "::concat).collect(Collectors.joining(",\n"));
    }

    private static Stream<String> headers() {
        return Stream.of(StoredSuite.values())
                .flatMap(stored -> Stream.of(1, 31, 32, 4_095, 4_096, 65_535)
                        .map(epoch -> "{ \"suite\": \"%s\", \"nibble\": %d, \"epoch\": %d, \"header\": \"%s\" }"
                                .formatted(
                                        stored.suite().id(),
                                        stored.nibble(),
                                        epoch,
                                        HEX.formatHex(
                                                CiphertextHeader.write(stored.suite(), epoch, OptionalLong.empty())))));
    }

    private static Stream<String> fieldKeys() {
        return Stream.of(StoredSuite.values())
                .flatMap(stored -> Stream.of(EMAIL, STREET)
                        .map(field ->
                                "{ \"purpose\": \"%s\", \"suite\": \"%s\", \"epoch\": 1, %s, \"length\": %d, \"key\": \"%s\" }"
                                        .formatted(
                                                purpose(stored.suite()).id(),
                                                stored.suite().id(),
                                                json(field),
                                                keyBytes(stored.suite()),
                                                HEX.formatHex(fieldKey(stored.suite(), field)))));
    }

    /** Derived again here, because keys are never handed out: the samples show that it is the one that is used. */
    static byte[] fieldKey(Suite suite, FieldName field) {
        byte[] info = Enc.label("redoubt/field/v1")
                .text(field.entity())
                .text(field.field())
                .ascii(suite.id())
                .number(keyBytes(suite))
                .toBytes();
        return HkdfSha512.expand(TestKeysets.leaf(purpose(suite), suite, 1), info, keyBytes(suite));
    }

    private static Purpose purpose(Suite suite) {
        return suite == Suite.A256SIV ? Purpose.FIELD_EQ : Purpose.FIELD;
    }

    private static int keyBytes(Suite suite) {
        return suite == Suite.A256SIV || suite == Suite.A256CTR_HS256 ? 64 : 32;
    }

    private static Stream<String> associatedData() {
        Stream<String> tenants = Stream.of("null", "\"\"", "\"n\u00f6rdlich\"")
                .map(tenant -> associatedData(EMAIL, tenant, "null", Optional.empty()));
        Stream<String> rows =
                ROWS.stream().map(row -> associatedData(STREET, "\"north\"", row.json(), Optional.of(row.id())));
        return Stream.concat(tenants, rows);
    }

    private static String associatedData(FieldName field, String tenant, String row, Optional<RowId> id) {
        FieldContext here = FieldContext.of(field);
        FieldContext ofTenant =
                tenant.equals("null") ? here : here.withTenant(tenant.substring(1, tenant.length() - 1));
        FieldContext place = id.map(ofTenant::withRow).orElse(ofTenant);
        byte[] header = CiphertextHeader.write(Suite.A256GCM, 1, OptionalLong.empty());
        byte[] bytes = AssociatedData.of(TestKeysets.TRUST_DOMAIN, TestKeysets.SERVICE, field)
                .bytes(header, header.length, place);
        return "{ \"header\": \"%s\", %s, \"tenant\": %s, \"row\": %s, \"bytes\": \"%s\" }"
                .formatted(HEX.formatHex(header), json(field), tenant, row, HEX.formatHex(bytes));
    }

    private static Stream<String> indexes() {
        return Stream.of(
                index("exact-1", 128, null, "Ada"),
                index("exact-1", 128, "", "Ada"),
                index("exact-1", 512, "north", ""),
                index("fold-1", 12, "north", "STRA\u1e9eE"),
                index("email-1", 128, "north", "Ada@B\u00dcCHER.example"),
                index("digits-1", 64, null, "+49 30 12"),
                index("last4-1", 16, null, "4111 1111 1111 1234"));
    }

    private static String index(String normaliser, int bits, @Nullable String tenant, String value) {
        IndexName name = new IndexName(EMAIL, "eq", normaliser, bits);
        byte[] stored = BlindIndex.of(WatchedCipher.keys(Suite.A256GCM), name, FieldType.TEXT)
                .code(Optional.ofNullable(tenant), value);
        return "{ %s, \"index\": \"eq\", \"normaliser\": \"%s\", \"bits\": %d, \"epoch\": 1, \"tenant\": %s, \"value\": \"%s\", \"form\": \"%s\", \"stored\": \"%s\" }"
                .formatted(
                        json(EMAIL),
                        normaliser,
                        bits,
                        tenant == null ? "null" : "\"" + tenant + "\"",
                        value,
                        Normaliser.of(normaliser).orElseThrow().normalise(value),
                        HEX.formatHex(stored));
    }

    private static Stream<String> comparable() {
        WatchedCipher watched = WatchedCipher.of(Suite.A256SIV);
        FieldContext place = FieldContext.comparable(EMAIL).withTenant("north");
        return SampleValue.ofEachType().stream()
                .filter(it -> it.type().isComparable())
                .map(it ->
                        "{ \"value\": \"%s\", %s, \"tenant\": \"north\", \"plaintext\": \"%s\", \"ciphertext\": \"%s\" }"
                                .formatted(
                                        it.name(),
                                        json(EMAIL),
                                        plaintext(it),
                                        HEX.formatHex(it.seal(watched.cipher, place))));
    }

    private static <T> String plaintext(SampleValue<T> sample) {
        return HEX.formatHex(sample.type().encode(sample.type().canonical(sample.value())));
    }

    private static Stream<String> subjectHeaders() {
        return Stream.of(1L, 127L, 128L, 4_294_967_295L)
                .map(number ->
                        "{ \"suite\": \"A256GCM\", \"nibble\": 1, \"epoch\": 32, \"number\": %d, \"header\": \"%s\" }"
                                .formatted(
                                        number,
                                        HEX.formatHex(
                                                CiphertextHeader.write(Suite.A256GCM, 32, OptionalLong.of(number)))));
    }

    private static Stream<String> subjectKeys() {
        return Stream.of(StoredSuite.values())
                .filter(stored -> stored != StoredSuite.A256SIV)
                .flatMap(stored -> Stream.of(1L, 4_294_967_295L)
                        .map(number ->
                                "{ \"purpose\": \"field\", \"suite\": \"%s\", \"epoch\": 1, %s, \"subject\": \"%s\", \"number\": %d, \"subjectKey\": \"%s\", \"length\": %d, \"key\": \"%s\" }"
                                        .formatted(
                                                stored.suite().id(),
                                                json(EMAIL),
                                                SUBJECT.id(),
                                                number,
                                                HEX.formatHex(SUBJECT_KEY),
                                                keyBytes(stored.suite()),
                                                HEX.formatHex(subjectFieldKey(stored.suite(), number)))));
    }

    /** Derived again here, as {@link #fieldKey}. FORMATS section 6. */
    static byte[] subjectFieldKey(Suite suite, long number) {
        byte[] ofParent = Enc.label("redoubt/field/v1/parent")
                .text(EMAIL.entity())
                .text(EMAIL.field())
                .ascii(suite.id())
                .toBytes();
        byte[] parent = HkdfSha512.expand(TestKeysets.leaf(Purpose.FIELD, suite, 1), ofParent, 64);
        byte[] info = Enc.label("redoubt/field/v1/subject")
                .text(SUBJECT.id())
                .number(number)
                .ascii(suite.id())
                .number(keyBytes(suite))
                .toBytes();
        return HkdfSha512.expand(hmac(parent, SUBJECT_KEY), info, keyBytes(suite));
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(key, "HmacSHA512"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> subjectAssociatedData() {
        byte[] header = CiphertextHeader.write(Suite.A256GCM, 1, OptionalLong.of(1));
        FieldContext place = FieldContext.of(EMAIL)
                .withTenant("n\u00f6rdlich")
                .withRow(RowId.of(-7))
                .withSubject(SUBJECT.id());
        byte[] bytes = AssociatedData.of(TestKeysets.TRUST_DOMAIN, TestKeysets.SERVICE, EMAIL)
                .bytes(header, header.length, place);
        return Stream.of(
                "{ \"header\": \"%s\", %s, \"tenant\": \"n\u00f6rdlich\", \"row\": { \"number\": -7 }, \"subject\": \"%s\", \"bytes\": \"%s\" }"
                        .formatted(HEX.formatHex(header), json(EMAIL), SUBJECT.id(), HEX.formatHex(bytes)));
    }

    /** AES-SIV itself is not in the Python reference: what is wrapped and for which place is. */
    private static Stream<String> wrappedSubjectKeys() {
        return Stream.of(SUBJECT, new Subject(Optional.empty(), SUBJECT.id()))
                .map(subject ->
                        "{ \"tenant\": %s, \"subject\": \"%s\", \"number\": 1, \"epoch\": 1, \"subjectKey\": \"%s\", \"associatedData\": \"%s\", \"wrapped\": \"%s\" }"
                                .formatted(
                                        subject.tenant()
                                                .map(it -> "\"" + it + "\"")
                                                .orElse("null"),
                                        subject.id(),
                                        HEX.formatHex(SUBJECT_KEY),
                                        HEX.formatHex(Enc.label("redoubt/subject/v1")
                                                .ascii(TestKeysets.TRUST_DOMAIN.value())
                                                .ascii(TestKeysets.SERVICE.value())
                                                .optionalText(subject.tenant())
                                                .text(subject.id())
                                                .number(1)
                                                .number(1)
                                                .toBytes()),
                                        HEX.formatHex(WatchedCipher.keys(Suite.A256GCM)
                                                .newSubjectKey(subject, 1, new FixedRandom(SUBJECT_KEY[0]))
                                                .bytes())));
    }

    private static String json(FieldName field) {
        return "\"entity\": \"%s\", \"field\": \"%s\"".formatted(field.entity(), field.field());
    }
}
