package io.redoubt.quickstart.orders;

/**
 * One line of a list of orders, which reads no more of each than it shows.
 *
 * @param id the order's number
 * @param item what was ordered
 */
record OrderLine(Long id, String item) {}
