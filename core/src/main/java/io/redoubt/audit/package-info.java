/**
 * What an operator must learn: every refusal is exactly one {@link io.redoubt.audit.SecurityEvent}, handed to a
 * {@link io.redoubt.audit.SecurityEventListener}.
 */
@NullMarked
package io.redoubt.audit;

import org.jspecify.annotations.NullMarked;
