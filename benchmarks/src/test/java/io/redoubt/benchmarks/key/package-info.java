/** What the keys of a service cost: to derive, to load, and to look up. */
@NullMarked
package io.redoubt.benchmarks.key;

import org.jspecify.annotations.NullMarked;
