/**
 * Shares the state of a service with its fleet in Redis, over the application's own Spring Data Redis connection. Start at
 * {@link io.redoubt.spring.redis.RedisState}.
 */
@NullMarked
package io.redoubt.spring.redis;

import org.jspecify.annotations.NullMarked;
