package io.redoubt.docs.planted.publicclassesareclosed;

public abstract class BadAbstract {}
