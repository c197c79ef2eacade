/** A small service whose customers get encrypted e-mail addresses, as the page about fields tells. */
@NullMarked
package io.redoubt.docs.customers;

import org.jspecify.annotations.NullMarked;
