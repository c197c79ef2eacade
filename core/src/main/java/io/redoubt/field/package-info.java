/**
 * Values that only this service can read, each bound to the place where it stands. Start at {@code FieldCipher}; where a
 * column still holds plaintext, at {@code FieldColumn}; for values that are looked up, at {@code BlindIndex}.
 */
@NullMarked
package io.redoubt.field;

import org.jspecify.annotations.NullMarked;
