@NullMarked
package io.redoubt.provisioning;

import org.jspecify.annotations.NullMarked;
