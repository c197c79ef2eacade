package io.redoubt.docs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A running service with a configuration of a page, and for the rest with what every service has to say. */
final class PageService implements AutoCloseable {

    private final ConfigurableApplicationContext application;

    private PageService(ConfigurableApplicationContext application) {
        this.application = application;
    }

    /** @param rest what the configuration of the page takes for granted; the page prevails */
    static PageService start(String yaml, Map<String, String> rest) throws IOException {
        PropertySource<?> page = new YamlPropertySourceLoader()
                .load("page", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                .get(0);
        Map<String, Object> defaults = new HashMap<>(rest);
        defaults.put("redoubt.service", "orders");
        defaults.put("redoubt.access.enforced-by", "redoubt"); // Spring Security is on the class path of these tests.
        defaults.put("server.port", "0");
        defaults.put("server.address", "127.0.0.1");
        return new PageService(new SpringApplicationBuilder(Application.class)
                .properties(defaults)
                .initializers(
                        context -> context.getEnvironment().getPropertySources().addFirst(page))
                .run());
    }

    /** @param fields names and values of header fields, in turn */
    HttpResponse<String> get(String path, String... fields) throws IOException, InterruptedException {
        return send(HttpClient.newHttpClient(), "http", path, fields);
    }

    /** @param fields names and values of header fields, in turn */
    HttpResponse<String> getWith(HttpClient tls, String path, String... fields)
            throws IOException, InterruptedException {
        return send(tls, "https", path, fields);
    }

    private HttpResponse<String> send(HttpClient client, String scheme, String path, String... fields)
            throws IOException, InterruptedException {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        URI uri = URI.create(scheme + "://127.0.0.1:" + port + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (fields.length > 0) {
            request.headers(fields);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        application.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @RestController
        static class Everything {

            @RequestMapping("/**")
            String answer() {
                return "passed";
            }
        }
    }
}
