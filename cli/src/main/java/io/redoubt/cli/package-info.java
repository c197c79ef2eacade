/**
 * The command {@code redoubt}: provisions the keys of a fleet, away from every service.
 */
@NullMarked
package io.redoubt.cli;

import org.jspecify.annotations.NullMarked;
