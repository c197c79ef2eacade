/**
 * Starts the small world, sends good requests, wrong ones and stolen ones, and shows what became of each and of what was
 * stored. Start with
 * {@link io.redoubt.quickstart.tour.Tour}; {@link io.redoubt.quickstart.tour.Itinerary} is the list of what is sent.
 */
@NullMarked
package io.redoubt.quickstart.tour;

import org.jspecify.annotations.NullMarked;
