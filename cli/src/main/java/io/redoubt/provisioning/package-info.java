/**
 * Makes the keys of a whole fleet from one root, and the files in which each service gets its own. Never on the class path
 * of a service.
 */
@NullMarked
package io.redoubt.provisioning;

import org.jspecify.annotations.NullMarked;
