/**
 * A service that has keys of its own and seals notes with them, to be started as often as there are services in a fleet. Start
 * with {@link io.redoubt.quickstart.safe.SafeController}.
 */
@NullMarked
package io.redoubt.quickstart.safe;

import org.jspecify.annotations.NullMarked;
