package io.redoubt.benchmarks.field;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WarehouseTest {

    @ParameterizedTest
    @EnumSource
    void givesBackWhatItWroteAndEncryptsWhatItSays(Mapping mapping) throws Exception {
        try (Warehouse warehouse = Warehouse.open(mapping)) {
            warehouse.write(2);

            assertThat(warehouse.read()).isEqualTo(2 * 87);
            assertThat(warehouse.look().contains("Ada")).isEqualTo(mapping.fields() == 0);
            warehouse.empty();
            assertThat(warehouse.read()).isZero();
        }
    }
}
