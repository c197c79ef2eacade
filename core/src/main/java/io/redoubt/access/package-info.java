/**
 * Answers one question: may this request pass? {@link io.redoubt.access.RequestGuard} asks it, with the
 * {@link io.redoubt.access.RequestFacts} of one request, an {@link io.redoubt.access.AccessPolicy} that denies by
 * default and a token verifier; the answer is a {@link io.redoubt.access.Decision}.
 */
@NullMarked
package io.redoubt.access;

import org.jspecify.annotations.NullMarked;
