/**
 * Finds credentials and personal data in text, and replaces them. Knows no logging library. Start at {@code Masker}.
 */
@NullMarked
package io.redoubt.masking;

import org.jspecify.annotations.NullMarked;
