/** The whole application with a keyset that was issued to it. */
@NullMarked
package io.redoubt.quickstart.safe;

import org.jspecify.annotations.NullMarked;
