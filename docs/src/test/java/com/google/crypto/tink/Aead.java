package com.google.crypto.tink;

/** Stands in for the library, which no module uses yet: the rules only look at names. */
public interface Aead {}
