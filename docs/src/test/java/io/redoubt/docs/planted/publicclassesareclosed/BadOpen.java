package io.redoubt.docs.planted.publicclassesareclosed;

public class BadOpen {}
