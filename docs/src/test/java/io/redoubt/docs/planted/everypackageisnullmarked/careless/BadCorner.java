package io.redoubt.docs.planted.everypackageisnullmarked.careless;

final class BadCorner {}
