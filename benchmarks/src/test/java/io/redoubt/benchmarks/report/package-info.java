/** Turns what was measured into a page of the documentation. */
@NullMarked
package io.redoubt.benchmarks.report;

import org.jspecify.annotations.NullMarked;
