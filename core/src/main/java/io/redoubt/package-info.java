/**
 * The vocabulary that all of Redoubt shares: who a service is ({@link io.redoubt.ServiceName}), why something was
 * refused ({@link io.redoubt.Reason}) and what is wrong with a configuration
 * ({@link io.redoubt.ConfigurationException}). Start reading at {@link io.redoubt.token} or {@link io.redoubt.access}.
 */
@NullMarked
package io.redoubt;

import org.jspecify.annotations.NullMarked;
