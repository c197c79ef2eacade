package io.redoubt.spring;

import io.redoubt.field.jdbc.InventoryReport;
import java.time.Instant;

/**
 * An inventory, and when it was true.
 *
 * @param at when it was begun, to be shown
 * @param nanos the same on the monotonic clock, to be compared
 * @param afterJob the newest job that was finished by then, 0 if none was
 * @param report what was counted
 */
record TakenInventory(Instant at, long nanos, long afterJob, InventoryReport report) {}
