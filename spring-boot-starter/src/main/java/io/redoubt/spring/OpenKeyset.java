package io.redoubt.spring;

import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeyState;
import io.redoubt.key.KeysetStatus;
import io.redoubt.key.ServiceKeyset;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The keys of this service, in use.
 *
 * @param keyset the keys
 * @param source where they come from
 * @param instance the name of this process, which states what keys it has
 */
record OpenKeyset(ServiceKeyset keyset, KeysetSource source, InstanceName instance) {

    /** {@return what they are, for the start-up line} */
    String describe() {
        KeysetStatus status = keyset.status();
        return "generation " + status.generation()
                + (status.expired() ? " expired " : " until ")
                + LocalDate.ofInstant(status.expires(), ZoneOffset.UTC)
                + ", " + purposes()
                + ", " + status.rollbackProtection()
                + source.describe();
    }

    /** {@return what new things are made with, by epoch: after a rotation of all purposes that is one} */
    private String purposes() {
        List<KeyEntry> primaries = keyset.keys().stream()
                .filter(entry -> entry.state() == KeyState.PRIMARY)
                .toList();
        Map<Integer, String> byEpoch = primaries.stream()
                .collect(Collectors.groupingBy(
                        KeyEntry::epoch,
                        TreeMap::new,
                        Collectors.mapping(
                                entry -> entry.purpose().id() + " "
                                        + entry.suite().id(),
                                Collectors.joining(", "))));
        return primaries.size() + (primaries.size() == 1 ? " purpose (" : " purposes (")
                + byEpoch.entrySet().stream()
                        .map(epoch -> "epoch " + epoch.getKey() + ": " + epoch.getValue())
                        .collect(Collectors.joining("; "))
                + ")";
    }
}
