/**
 * An authorization server for tests: it runs inside the test's own process, answers on a real loopback socket, signs
 * honest and hostile tokens, and fails on command. It is no mock: what is tested fetches its documents over HTTP and
 * verifies real signatures. Start with {@link io.redoubt.testkit.TestIssuer}.
 */
@NullMarked
package io.redoubt.testkit;

import org.jspecify.annotations.NullMarked;
