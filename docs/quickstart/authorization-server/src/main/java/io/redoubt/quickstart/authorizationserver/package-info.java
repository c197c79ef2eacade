/**
 * Hands out the tokens of this small world: Spring Authorization Server, as its own documentation sets it up. Start with
 * {@link io.redoubt.quickstart.authorizationserver.Clients}. For demonstration only.
 */
@NullMarked
package io.redoubt.quickstart.authorizationserver;

import org.jspecify.annotations.NullMarked;
