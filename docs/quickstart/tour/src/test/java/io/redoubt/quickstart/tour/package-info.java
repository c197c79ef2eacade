/** The parts of the tour that need no running service. */
@NullMarked
package io.redoubt.quickstart.tour;

import org.jspecify.annotations.NullMarked;
