package io.redoubt.docs.planted.publicclassesareclosed;

class GoodHidden {}
