/** Runs the suites of benchmarks and keeps what they measured. */
@NullMarked
package io.redoubt.benchmarks;

import org.jspecify.annotations.NullMarked;
