package io.redoubt.testkit;

/**
 * A number of the catalogue that is not run, and why.
 *
 * @param number in the catalogue
 * @param title what it would try
 * @param why it is not run
 * @since 0.1.0
 */
public record AttackOmission(int number, String title, String why) {}
