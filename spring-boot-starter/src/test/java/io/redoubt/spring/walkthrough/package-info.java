/** A small service whose customers get encrypted e-mail addresses, as the page about fields tells. */
@NullMarked
package io.redoubt.spring.walkthrough;

import org.jspecify.annotations.NullMarked;
