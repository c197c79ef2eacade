package io.redoubt.spring;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Says in one line what a worker has of Redoubt. */
record WorkerReport(Optional<OpenKeyset> keyset, Supplier<String> fields) implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger("io.redoubt");

    @Override
    public void afterSingletonsInstantiated() {
        keyset.ifPresent(open ->
                log.info("redoubt: service {}; keys: {}{}", open.keyset().service(), open.describe(), fields.get()));
    }
}
