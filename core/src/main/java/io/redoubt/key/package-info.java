/**
 * This service's own keys, and nobody else's: read from a file that was made for it, and handed out as operations, never
 * as bytes. Start at {@code ServiceKeyset}.
 */
@NullMarked
package io.redoubt.key;

import org.jspecify.annotations.NullMarked;
