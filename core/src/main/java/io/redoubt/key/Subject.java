package io.redoubt.key;

import io.redoubt.internal.Enc;
import java.util.Optional;

/**
 * Whom values are about: everything that is sealed under the key of a subject is gone for good once that key is erased. FORMATS
 * section 6. Immutable and thread-safe.
 *
 * @param tenant in whose data, if there are tenants
 * @param id who, such as the number of a customer: better no name, for it stays when everything else is erased
 * @since 0.1.0
 */
public record Subject(Optional<String> tenant, String id) {

    private static final int MAX_LENGTH = 255;

    /**
     * Accepts a subject.
     *
     * @param tenant in whose data
     * @param id who
     * @throws IllegalArgumentException if one of them is not 1 to 255 characters, or has a control character or half of a
     *     surrogate pair
     */
    public Subject {
        if (!isName(id) || tenant.filter(it -> !isName(it)).isPresent()) {
            throw new IllegalArgumentException(
                    "a subject and its tenant are named by 1 to 255 characters, none of them a control character");
        }
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LENGTH
                && text.codePoints().noneMatch(Character::isISOControl)
                && Enc.isWellFormed(text);
    }

    /** {@return no name: it is that of a person} */
    @Override
    public String toString() {
        return "Subject";
    }
}
