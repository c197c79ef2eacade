package io.redoubt.docs.planted.abooleanstandsalone;

public record GoodFact(String name, boolean known) {}
