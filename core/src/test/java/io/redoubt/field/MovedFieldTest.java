package io.redoubt.field;

import static io.redoubt.field.WatchedCipher.EMAIL;
import static io.redoubt.field.WatchedCipher.VALUE;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.key.FieldName;
import io.redoubt.key.KeyState;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;
import io.redoubt.key.TestKeysets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody may do who can move ciphertexts in the database, and what comes of it. */
class MovedFieldTest {

    static Stream<Suite> suites() {
        return Stream.of(StoredSuite.values()).map(StoredSuite::suite);
    }

    static Stream<Arguments> otherPlaces() {
        FieldContext here = FieldContext.of(EMAIL);
        FieldContext tenant = here.withTenant("t");
        FieldContext row = tenant.withRow(RowId.of(1));
        UUID uuid = new UUID(0, 1);
        return Stream.of(
                arguments("row", row, tenant.withRow(RowId.of(2))),
                arguments("no row", row, tenant),
                arguments("row where there was none", tenant, row),
                arguments("tenant", row, here.withTenant("u").withRow(RowId.of(1))),
                arguments("no tenant", row, here.withRow(RowId.of(1))),
                arguments("empty tenant instead of none", here, here.withTenant("")),
                arguments("none instead of empty tenant", here.withTenant(""), here),
                arguments("tenant of another spelling", here.withTenant("\u00e9"), here.withTenant("e\u0301")),
                arguments(
                        "field",
                        row,
                        FieldContext.of(new FieldName("customer", "mail"))
                                .withTenant("t")
                                .withRow(RowId.of(1))),
                arguments(
                        "entity",
                        row,
                        FieldContext.of(new FieldName("client", "email"))
                                .withTenant("t")
                                .withRow(RowId.of(1))),
                arguments("text id", row, tenant.withRow(RowId.of("1"))),
                arguments("number in text", tenant.withRow(RowId.of("1")), row),
                arguments("bytes id", tenant.withRow(RowId.of("1")), tenant.withRow(RowId.of(new byte[] {'1'}))),
                arguments("id of its bytes", row, tenant.withRow(RowId.of(new byte[] {0, 0, 0, 0, 0, 0, 0, 1}))),
                arguments("UUID as text", here.withRow(RowId.of(uuid)), here.withRow(RowId.of(uuid.toString()))),
                arguments("UUID as bytes", here.withRow(RowId.of(uuid)), here.withRow(RowId.of(new byte[] {
                    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1
                }))),
                arguments("composite of one", row, tenant.withRow(RowId.composite(List.of(RowId.of(1))))),
                arguments(
                        "parts in another order",
                        here.withRow(RowId.composite(List.of(RowId.of(1), RowId.of(2)))),
                        here.withRow(RowId.composite(List.of(RowId.of(2), RowId.of(1))))),
                arguments(
                        "parts cut elsewhere",
                        here.withRow(RowId.composite(List.of(RowId.of("ab"), RowId.of("c")))),
                        here.withRow(RowId.composite(List.of(RowId.of("a"), RowId.of("bc"))))),
                arguments(
                        "parts nested in another way",
                        here.withRow(RowId.composite(
                                List.of(RowId.composite(List.of(RowId.of(1), RowId.of(2))), RowId.of(3)))),
                        here.withRow(RowId.composite(List.of(RowId.of(1), RowId.of(2), RowId.of(3))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherPlaces")
    void refusesValueOfAnother(String what, FieldContext sealedFor, FieldContext movedTo) {
        for (Suite suite : Purpose.FIELD.suites()) {
            WatchedCipher watched = WatchedCipher.of(suite);
            byte[] ciphertext = watched.cipher.seal(sealedFor, FieldType.TEXT, VALUE);

            watched.assertRefuses(TamperedFieldException.class, movedTo, FieldType.TEXT, ciphertext);
        }
    }

    @Test
    void refusesComparableValueOfAnotherTenantOrField() {
        WatchedCipher watched = WatchedCipher.of(Suite.A256SIV);
        byte[] ciphertext = watched.seal();

        for (FieldContext elsewhere : List.of(
                FieldContext.comparable(EMAIL),
                FieldContext.comparable(EMAIL).withTenant("other"),
                FieldContext.comparable(new FieldName("customer", "mail"))
                        .withTenant(watched.place.tenant().orElseThrow()))) {
            watched.assertRefuses(TamperedFieldException.class, elsewhere, FieldType.TEXT, ciphertext);
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void refusesValueOfAnotherService(Suite suite) {
        byte[] ciphertext = WatchedCipher.of(suite).seal();
        TestKeysets billing = TestKeysets.empty()
                .to(new ServiceName("billing"))
                .suite(fieldSuite(suite))
                .epoch(1, KeyState.PRIMARY);

        WatchedCipher.of(billing, WatchedCipher.place(suite)).assertRefuses(TamperedFieldException.class, ciphertext);
    }

    /** The keys are the same here, so that the associated data alone refuses. */
    @ParameterizedTest
    @MethodSource("suites")
    void refusesValueOfAnotherTrustDomain(Suite suite) {
        byte[] ciphertext = WatchedCipher.of(suite).seal();
        TestKeysets elsewhere = TestKeysets.empty()
                .in(new TrustDomain("store.example"))
                .suite(fieldSuite(suite))
                .epoch(1, KeyState.PRIMARY);

        WatchedCipher.of(elsewhere, WatchedCipher.place(suite)).assertRefuses(TamperedFieldException.class, ciphertext);
    }

    private static Suite fieldSuite(Suite suite) {
        return suite == Suite.A256SIV ? Suite.A256GCM : suite;
    }
}
