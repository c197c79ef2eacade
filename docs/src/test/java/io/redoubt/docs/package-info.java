/** Tests that see every module. */
@NullMarked
package io.redoubt.docs;

import org.jspecify.annotations.NullMarked;
