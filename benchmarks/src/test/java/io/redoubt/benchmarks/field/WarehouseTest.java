package io.redoubt.benchmarks.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WarehouseTest {

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = Warehouse.server();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void givesBackWhatItWroteAndEncryptsWhatItSays(Mapping mapping) throws Exception {
        try (Warehouse warehouse = Warehouse.open(mapping, server)) {
            warehouse.write(2);

            assertThat(warehouse.read()).isEqualTo(2 * 87);
            assertThat(warehouse.look().contains("Ada")).isEqualTo(mapping.fields() == 0);
            warehouse.empty();
            assertThat(warehouse.read()).isZero();
        }
    }
}
