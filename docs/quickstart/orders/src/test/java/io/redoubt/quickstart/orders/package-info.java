/** How a service's own tests look: the whole application, real HTTP, tokens of a test issuer. */
@NullMarked
package io.redoubt.quickstart.orders;

import org.jspecify.annotations.NullMarked;
