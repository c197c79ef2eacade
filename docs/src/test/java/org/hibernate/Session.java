package org.hibernate;

/** Stands in for the library, which no module uses yet: the rules only look at names. */
public interface Session {}
