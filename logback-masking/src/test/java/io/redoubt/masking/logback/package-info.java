/** Tests of masking in a running Logback. */
@NullMarked
package io.redoubt.masking.logback;

import org.jspecify.annotations.NullMarked;
