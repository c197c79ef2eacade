package io.redoubt.docs.planted.everypackageisnullmarked.silent;

final class BadPlace {}
