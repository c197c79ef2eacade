/** Requests to one service, without security and behind its filters, as fast as it answers. */
@NullMarked
package io.redoubt.benchmarks.requests;

import org.jspecify.annotations.NullMarked;
