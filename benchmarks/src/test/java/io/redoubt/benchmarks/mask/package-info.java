/** What masking adds to a log event, beside the ways in which people mask today. */
@NullMarked
package io.redoubt.benchmarks.mask;

import org.jspecify.annotations.NullMarked;
