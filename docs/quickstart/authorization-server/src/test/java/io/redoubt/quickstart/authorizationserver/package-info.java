/** What the tour relies on: whose tokens are good for what, and until when. */
@NullMarked
package io.redoubt.quickstart.authorizationserver;

import org.jspecify.annotations.NullMarked;
