package io.redoubt.spring.data;

import io.redoubt.ConfigurationException;
import io.redoubt.ConfigurationException.Problem;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** What was found in repositories: reported at once when the application starts, and at its time what is made later. Thread-safe. */
final class Findings {

    private final List<Problem> problems = new CopyOnWriteArrayList<>();
    private final AtomicBoolean started = new AtomicBoolean();

    void add(List<Problem> found) {
        problems.addAll(found);
        if (started.get()) {
            report();
        }
    }

    /** @throws ConfigurationException if there is something */
    void report() {
        started.set(true);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }
}
