package io.redoubt.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the events of the operating system. */
class WatchedDirectoryTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private Path directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createDirectory(folder.resolve("watched"));
    }

    @Test
    void saysAtFirstThatSomethingMayHaveHappened() throws InterruptedException {
        try (WatchedDirectory events = WatchedDirectory.of(directory)) {
            assertThat(events.await(LONG)).isTrue();
            assertThat(events.await(Duration.ZERO)).isFalse();
        }
    }

    @Test
    void tellsOfWhatIsMadeWrittenAndDeleted() throws IOException, InterruptedException {
        Path file = directory.resolve("file");
        try (WatchedDirectory events = watching()) {
            Files.createFile(file);
            assertThat(events.await(LONG)).isTrue();
            Files.writeString(file, "content");
            assertThat(events.await(LONG)).isTrue();
            Files.delete(file);
            assertThat(events.await(LONG)).isTrue();
        }
    }

    @Test
    void watchesADirectoryThatCameAfterIt() throws IOException, InterruptedException {
        Files.delete(directory);
        try (WatchedDirectory events = WatchedDirectory.of(directory)) {
            assertThat(events.await(Duration.ZERO)).isFalse();
            Files.createDirectory(directory);
            assertThat(events.await(LONG)).isTrue();
            Files.createFile(directory.resolve("file"));
            assertThat(events.await(LONG)).isTrue();
        }
    }

    @Test
    void watchesADirectoryThatWasDeletedAndCameBack() throws IOException, InterruptedException {
        try (WatchedDirectory events = watching()) {
            Files.delete(directory);
            Files.createDirectory(directory);
            assertThat(events.await(LONG)).isTrue();
            awaitNothing(events);
            Files.createFile(directory.resolve("file"));
            assertThat(events.await(LONG)).isTrue();
        }
    }

    @Test
    void watchesADirectoryThatTookThePlaceOfAnother() throws IOException, InterruptedException {
        Path other = Files.createDirectory(folder.resolve("other"));
        try (WatchedDirectory events = watching()) {
            Files.move(directory, folder.resolve("old"));
            Files.move(other, directory);
            assertThat(events.await(LONG)).isTrue();
            awaitNothing(events);
            Files.createFile(directory.resolve("file"));
            assertThat(events.await(LONG)).isTrue();
        }
    }

    @Test
    void watchesWhereALinkLeads() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), directory);
        Path other = Files.createDirectory(folder.resolve("other"));
        try (WatchedDirectory events = WatchedDirectory.of(link)) {
            assertThat(events.await(LONG)).isTrue();
            Files.delete(link);
            Files.createSymbolicLink(link, other);
            assertThat(events.await(LONG)).isTrue();
            Files.createFile(other.resolve("file"));
            assertThat(events.await(LONG)).isTrue();
        }
    }

    @Test
    void endsEveryWaitWhenItIsClosed() throws InterruptedException {
        WatchedDirectory events = watching();
        Thread closing = new Thread(events::close);
        closing.start();

        assertThat(assertTimeoutPreemptively(LONG, () -> events.await(Duration.ofHours(10))))
                .isFalse();
        closing.join();
        assertThat(events.await(Duration.ofHours(10))).isFalse();
    }

    @Test
    void endsEveryWaitWithoutEventsWhenItIsClosed() throws InterruptedException {
        WatchedDirectory events = new WatchedDirectory(directory, () -> {
            throw new IOException("too many open files");
        });
        assertThat(events.await(Duration.ZERO)).isFalse();
        Thread closing = new Thread(events::close);
        closing.start();

        assertThat(assertTimeoutPreemptively(LONG, () -> events.await(Duration.ofHours(10))))
                .isFalse();
        closing.join();
    }

    private WatchedDirectory watching() throws InterruptedException {
        WatchedDirectory events = WatchedDirectory.of(directory);
        assertThat(events.await(LONG)).isTrue();
        return events;
    }

    /** What is left of events that were already told. */
    private static void awaitNothing(WatchedDirectory events) throws InterruptedException {
        boolean more = true;
        while (more) {
            more = events.await(Duration.ofMillis(50));
        }
    }
}
