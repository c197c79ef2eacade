package io.redoubt.docs.planted.coreshowsnothirdpartytype.field;

import com.nimbusds.jose.JWSAlgorithm;

public record BadComponent(JWSAlgorithm algorithm) {}
