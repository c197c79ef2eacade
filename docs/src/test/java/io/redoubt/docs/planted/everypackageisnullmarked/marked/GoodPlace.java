package io.redoubt.docs.planted.everypackageisnullmarked.marked;

final class GoodPlace {}
