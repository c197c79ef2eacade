/** The test issuer itself is tested against the JDK and Nimbus, over real sockets. */
@NullMarked
package io.redoubt.testkit;

import org.jspecify.annotations.NullMarked;
