package io.redoubt.quickstart.orders;

/**
 * One line of the answer.
 *
 * @param id the order's number
 * @param item what was ordered
 */
record Order(int id, String item) {}
