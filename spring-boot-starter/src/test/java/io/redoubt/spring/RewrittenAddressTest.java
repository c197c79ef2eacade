package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** A pinned address is worth something only where nothing rewrites it. */
class RewrittenAddressTest {

    private static final String CERTIFICATE = "redoubt.sender-constraint.client-certificate.";

    /** Boot adds Tomcat's RemoteIpValve for this property too, and the valve then heeds X-Forwarded-For by its own default. */
    @Test
    void stopsTheStartWhereTheProtocolHeaderBringsTheValve() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RedoubtAutoConfiguration.class))
                .withPropertyValues(Settings.valid("https://idp.invalid")
                        .with("redoubt.sender-constraint.mtls", "optional")
                        .with(CERTIFICATE + "source", "client-cert")
                        .with(CERTIFICATE + "proxy-secret-header", "X-Proxy")
                        .with(CERTIFICATE + "proxy-secrets", "test-only-secret-of-many-characters-zx81")
                        .with(CERTIFICATE + "proxy-addresses", "10.0.0.1")
                        .with("server.forward-headers-strategy", "none")
                        .with("server.tomcat.remoteip.protocol-header", "x-forwarded-proto")
                        .pairs())
                .run(context -> assertThat(context).hasFailed());
    }
}
