/**
 * Building blocks that several packages of Redoubt share and that are no API: public in Java only, absent from the
 * Javadoc, and free to change in every release. Start at {@link io.redoubt.internal.StrictJson}.
 */
@NullMarked
package io.redoubt.internal;

import org.jspecify.annotations.NullMarked;
