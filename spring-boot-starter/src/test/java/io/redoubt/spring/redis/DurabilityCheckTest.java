package io.redoubt.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DurabilityCheckTest {

    @Test
    void findsNothingWhereNothingIsMissing() {
        assertThat(findings(Map.of("aof_enabled", "1", "maxmemory_policy", "noeviction")))
                .isEmpty();
    }

    @Test
    void findsThatARestartForgets() {
        assertThat(findings(Map.of("aof_enabled", "0", "maxmemory_policy", "noeviction")))
                .singleElement()
                .asString()
                .contains("appendonly yes");
    }

    @Test
    void findsThatAFullStoreForgets() {
        assertThat(findings(Map.of("aof_enabled", "1", "maxmemory_policy", "allkeys-lru")))
                .singleElement()
                .asString()
                .contains("maxmemory-policy noeviction");
    }

    @Test
    void asksToMakeSureOfWhatItIsNotTold() {
        assertThat(findings(Map.of()))
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding).contains("does not say", "make sure of"));
    }

    private static List<String> findings(Map<String, String> info) {
        Properties properties = new Properties();
        properties.putAll(info);
        return DurabilityCheck.findings(properties);
    }
}
