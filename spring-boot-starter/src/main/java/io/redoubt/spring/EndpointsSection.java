package io.redoubt.spring;

import io.redoubt.access.HandlerAccess;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.beans.factory.ObjectProvider;

/** Shows every endpoint and what covers it; nothing where Spring Security decides, whose rules we do not know. */
record EndpointsSection(RedoubtSettings settings, ObjectProvider<EndpointInventory> inventory)
        implements PostureSection {

    @Override
    public String name() {
        return "endpoints";
    }

    @Override
    public Object content() {
        return inventory.stream()
                .filter(it -> settings.enforcedBy() == EnforcedBy.REDOUBT)
                .flatMap(it -> it.endpoints().stream())
                .map(EndpointsSection::endpoint)
                .toList();
    }

    private static Map<String, Object> endpoint(ListedEndpoint endpoint) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("path", endpoint.path());
        shown.put("methods", new TreeSet<>(endpoint.methods()));
        shown.put("kind", endpoint.kind().text());
        shown.put("handler", endpoint.handler());
        shown.put("coverage", endpoint.extent());
        shown.put("rules", endpoint.coverage().rules());
        HandlerAccess access = endpoint.access();
        shown.put("annotations", annotations(access));
        if (access instanceof HandlerAccess.Guarded guarded) {
            shown.put("requires", AccessSection.requirement(guarded.requirement()));
        }
        return shown;
    }

    private static String annotations(HandlerAccess access) {
        if (access instanceof HandlerAccess.Guarded) {
            return "requires";
        }
        if (access instanceof HandlerAccess.OpenToAll) {
            return "permit-all";
        }
        return access instanceof HandlerAccess.Closed ? "deny-all" : "none";
    }
}
