package io.redoubt.servlet;

import java.util.Arrays;

/**
 * The containers that the filter is tested on. Each has an execution of surefire with a class path of its own, and its id
 * in the system property {@code redoubt.container}; without it, as in an IDE, the tests run on the first.
 */
enum Product {
    TOMCAT_11("tomcat-11", "Apache Tomcat/11.0.", "6.1"),
    TOMCAT_10_1("tomcat-10.1", "Apache Tomcat/10.1.", "6.0"),
    JETTY_12_1("jetty-12.1", "jetty/12.1.", "6.1");

    private static final Product CURRENT = named(System.getProperty("redoubt.container", TOMCAT_11.id));

    private final String id;
    private final String serverInfo;
    private final String servletVersion;

    Product(String id, String serverInfo, String servletVersion) {
        this.id = id;
        this.serverInfo = serverInfo;
        this.servletVersion = servletVersion;
    }

    /** {@return the product that this execution runs on} */
    static Product current() {
        return CURRENT;
    }

    private static Product named(String id) {
        return Arrays.stream(values())
                .filter(product -> product.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("redoubt.container names no product"));
    }

    /** {@return a container that is not started yet} */
    Container newContainer(String contextPath) {
        return switch (this) {
            case TOMCAT_11, TOMCAT_10_1 -> new TomcatContainer(contextPath);
            case JETTY_12_1 -> new JettyContainer(contextPath);
        };
    }

    /** {@return what is expected of this product, where Tomcat and Jetty differ} */
    <T> T either(T tomcat, T jetty) {
        return this == JETTY_12_1 ? jetty : tomcat;
    }

    /** {@return what its server information begins with} */
    String serverInfo() {
        return serverInfo;
    }

    /** {@return the version of the Servlet specification that it implements} */
    String servletVersion() {
        return servletVersion;
    }

    @Override
    public String toString() {
        return id;
    }
}
