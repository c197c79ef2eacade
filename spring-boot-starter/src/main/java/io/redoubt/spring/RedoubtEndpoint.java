package io.redoubt.spring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Shows what is in force, as {@code docs/actuator-redoubt.schema.json} says; changes nothing. */
@Endpoint(id = "redoubt")
final class RedoubtEndpoint {

    /** Grows when a member changes its meaning or goes away, not when one is added. */
    private static final int VERSION = 1;

    private final List<PostureSection> sections;

    RedoubtEndpoint(List<PostureSection> sections) {
        this.sections = List.copyOf(sections);
    }

    @ReadOperation
    Map<String, Object> posture() {
        Map<String, Object> posture = new LinkedHashMap<>();
        posture.put("version", VERSION);
        sections.forEach(section -> posture.put(section.name(), section.content()));
        return posture;
    }
}
