package io.redoubt.docs.customers;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.provisioning.Fleet;
import io.redoubt.provisioning.FleetDirectory;
import io.redoubt.provisioning.Operator;
import io.redoubt.provisioning.Pkcs12Root;
import io.redoubt.provisioning.RootName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts instances of the service, in the versions that the page deploys one after the other. */
public final class CustomersService {

    private static final ServiceName CUSTOMERS = new ServiceName("customers");

    private final Map<String, Object> settings = new HashMap<>();

    private CustomersService() {}

    /** @param directory takes the keys */
    public static CustomersService with(String databaseUrl, Path directory) throws IOException {
        CustomersService service = new CustomersService();
        service.settings.put("spring.datasource.url", databaseUrl);
        service.settings.put("spring.datasource.username", "postgres");
        service.settings.put("spring.jpa.hibernate.ddl-auto", "none");
        service.settings.put("spring.autoconfigure.exclude", "");
        service.settings.put("redoubt.service", CUSTOMERS.value());
        service.settings.put("redoubt.trust-domain", "shop.example");
        service.settings.put("redoubt.access.enforced-by", "redoubt");
        service.issueKeys(directory);
        return service;
    }

    private void issueKeys(Path directory) throws IOException {
        FleetDirectory files = FleetDirectory.at(directory.resolve("fleet"));
        Files.createDirectory(files.path());
        Files.writeString(files.fleetFile(), """
                {"v": 1, "trustDomain": "shop.example", "lifetimeDays": 1, "services": {"customers": {}}}
                """);
        SecureRandom random = new SecureRandom();
        Operator operator = new Operator("test", Clock.systemUTC(), random);
        try (Pkcs12Root root =
                        Pkcs12Root.create(directory.resolve("root.p12"), "a test password".toCharArray(), random);
                Fleet fleet = Fleet.init(
                        files, new TrustDomain("shop.example"), root, new RootName("test", "pkcs12"), operator)) {
            fleet.issue(CUSTOMERS);
            settings.put(
                    "redoubt.keys.location",
                    files.keyset(CUSTOMERS).toAbsolutePath().toString());
            settings.put(
                    "redoubt.keys.provisioner-keys",
                    fleet.manifest().provisioner().keys().get(0));
        }
    }

    /**
     * Starts an instance.
     *
     * @param version the class whose package has its entities and repositories
     * @param more settings of this instance
     */
    public ConfigurableApplicationContext start(Class<?> version, Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(more);
        return new SpringApplicationBuilder(version, Events.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of("spring.main.banner-mode", "off"))
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new org.springframework.core.env.MapPropertySource("instance", all)))
                .run();
    }

    /** Keeps the events of an instance. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    public static class Events {

        private final List<SecurityEvent> seen = new CopyOnWriteArrayList<>();

        @Bean
        SecurityEventListener listener() {
            return seen::add;
        }

        public List<SecurityEvent> seen() {
            return seen;
        }
    }
}
