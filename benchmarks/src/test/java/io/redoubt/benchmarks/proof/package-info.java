/** What a request costs whose token is known: bound to a key that it proves (DPoP, RFC 9449), or not bound. */
@NullMarked
package io.redoubt.benchmarks.proof;

import org.jspecify.annotations.NullMarked;
