/** Redoubt's token verification beside the JDK's bare cryptography and beside its peers. */
@NullMarked
package io.redoubt.benchmarks.token;

import org.jspecify.annotations.NullMarked;
