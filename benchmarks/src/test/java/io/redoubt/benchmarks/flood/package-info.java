/** What a flood of forged tokens does to everybody else. */
@NullMarked
package io.redoubt.benchmarks.flood;

import org.jspecify.annotations.NullMarked;
