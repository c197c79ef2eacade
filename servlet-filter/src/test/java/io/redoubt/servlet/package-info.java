/** The filter is tested in a real Tomcat, over real sockets, with tokens of a real issuer. */
@NullMarked
package io.redoubt.servlet;

import org.jspecify.annotations.NullMarked;
