package io.redoubt.spring;

import io.redoubt.token.LogoutScope;

/**
 * How the logouts of one issuer are heard.
 *
 * @param issuer the name that the properties give the issuer
 * @param clientId the id that this service has at the issuer
 * @param path where the issuer sends its logout tokens
 * @param scope what a logout ends
 */
record LogoutSettings(String issuer, String clientId, String path, LogoutScope scope) {}
