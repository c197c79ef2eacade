package io.redoubt.spring;

import io.redoubt.field.jdbc.InventoryReport;

/**
 * An inventory, and when it was true.
 *
 * @param nanos when it was begun, on the monotonic clock
 * @param afterJob the newest job that had ended by then, 0 if none had
 * @param report what was counted
 */
record TakenInventory(long nanos, long afterJob, InventoryReport report) {}
