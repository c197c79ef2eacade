/**
 * Masks what Logback writes: an encoder around the encoder that is there, and an appender before those that have none. Start at
 * {@code MaskingEncoder}.
 */
@NullMarked
package io.redoubt.masking.logback;

import org.jspecify.annotations.NullMarked;
