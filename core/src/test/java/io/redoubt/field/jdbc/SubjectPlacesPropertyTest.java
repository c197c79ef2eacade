package io.redoubt.field.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.field.FieldCipher;
import io.redoubt.field.FieldContext;
import io.redoubt.field.FieldException;
import io.redoubt.field.FieldType;
import io.redoubt.field.RowId;
import io.redoubt.key.Subject;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is sealed about one person opens about no other one, whatever both are called. */
class SubjectPlacesPropertyTest {

    private static final Customers CUSTOMERS = Customers.on(Database.H2);

    private final FieldCipher cipher =
            FieldCipher.of(Customers.keys(), event -> {}).with(CUSTOMERS.store);

    @Property(tries = 200)
    void whatIsAboutOnePersonOpensAboutNoOtherOne(
            @ForAll("people") Subject one, @ForAll("people") Subject other, @ForAll String value) {
        Assume.that(!one.equals(other));
        Assume.that(value.chars().noneMatch(it -> Character.isSurrogate((char) it)));
        String sealed = cipher.sealText(place(one), FieldType.TEXT, value);
        cipher.sealText(place(other), FieldType.TEXT, value); // who has a key, too

        assertThat(cipher.openText(place(one), FieldType.TEXT, sealed)).isEqualTo(value);
        assertThatThrownBy(() -> cipher.openText(place(other), FieldType.TEXT, sealed))
                .isInstanceOf(FieldException.class);
    }

    private static FieldContext place(Subject subject) {
        FieldContext place =
                FieldContext.of(Customers.EMAIL).withRow(RowId.of(1)).withSubject(subject.id());
        return subject.tenant().map(place::withTenant).orElse(place);
    }

    @Provide
    Arbitrary<Subject> people() {
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.of("1", "01", "a", "A", "a ", " a", "ä", "a\u0308", "%", "_", "'", "\\"),
                Arbitraries.strings()
                        .withCharRange(' ', '\u024f')
                        .ofMinLength(1)
                        .ofMaxLength(255)
                        .filter(text -> text.codePoints().noneMatch(Character::isISOControl)));
        return Combinators.combine(names.optional(0.5), names).as(Subject::new);
    }
}
