package io.redoubt.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.redoubt.key.KeysetFile.Content;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** On real files. Root may do everything, so nothing here waits for the system to deny something. */
class KeysetFileTest {

    private static final byte[] CONTENT = {1, 2, 3, 4};
    private static final byte[] OTHER = {4, 3, 2, 1};

    private static final String OUTSIDE = "file is reached by a symbolic link out of its directory";
    private static final String FOREIGN = "file is in other hands: it, its directory or a link to it belongs to neither"
            + " this service's user nor root";
    private static final String OPEN_DIRECTORY = "file lies in a directory that everybody can write to";
    private static final String NO_PERMISSIONS =
            "file lies on a file system without POSIX permissions, which cannot say who can read it";
    private static final String CHANGED = "file changed while it was read";

    @TempDir
    private Path folder;

    private Path mount;
    private Path file;

    @BeforeEach
    void writeKeyset() throws IOException {
        mount = SecretMount.mode(Files.createDirectory(folder.toRealPath().resolve("mount")), 0755);
        file = SecretMount.write(mount.resolve("keyset.json"), CONTENT);
    }

    @Test
    void readsWhatOnlyItsOwnerCanRead() throws KeysetException {
        assertThat(enforced(file).read()).isEqualTo(CONTENT);
    }

    @Test
    void readsWhatTheGroupCanReadAsKubernetesGivesIt() throws IOException, KeysetException {
        SecretMount.mode(file, 0440);

        assertThat(enforced(file).read()).isEqualTo(CONTENT);
    }

    @Test
    void readsAsOftenAsItIsAsked() throws IOException, KeysetException {
        KeysetFile keyset = enforced(file);
        keyset.read();
        Files.delete(file);
        SecretMount.write(file, OTHER);

        assertThat(keyset.read()).isEqualTo(OTHER);
    }

    @Test
    void readsALocationThatIsRelative() throws KeysetException {
        Path relative = Path.of("").toAbsolutePath().relativize(file);

        assertThat(enforced(relative).read()).isEqualTo(CONTENT);
    }

    @Test
    void followsTheLinksOfAKubernetesMount() throws IOException, KeysetException {
        SecretMount kubernetes = SecretMount.in(folder.resolve("kubernetes"), CONTENT);
        KeysetFile keyset = enforced(kubernetes.file());
        assertThat(keyset.read()).isEqualTo(CONTENT);

        kubernetes.swap(OTHER);

        assertThat(keyset.read()).isEqualTo(OTHER);
    }

    @Test
    void followsALinkToTheMountItself() throws IOException, KeysetException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), mount);

        assertThat(enforced(link.resolve("keyset.json")).read()).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @EnumSource(Content.class)
    void readsUpToTheLengthOfTheContent(Content content) throws IOException, KeysetException {
        int longest = switch (content) {
            case KEYSET -> 1024 * 1024;
            case RECIPIENT_KEY -> 64 * 1024;
            case GENERATION -> 4 * 1024;
        };
        Path full = SecretMount.write(mount.resolve("full"), new byte[longest]);
        Path over = SecretMount.write(mount.resolve("over"), new byte[longest + 1]);

        assertThat(KeysetFile.of(full, content, FilePermissions.ENFORCE).read()).hasSize(longest);
        assertThat(refusal(KeysetFile.of(over, content, FilePermissions.ENFORCE)))
                .hasMessageContaining("file is too long");
    }

    @Test
    void saysWhichFileItIsThatWasRefused() throws IOException {
        Path absent = mount.resolve("absent");

        assertThat(refusal(KeysetFile.of(absent, Content.KEYSET, FilePermissions.ENFORCE)))
                .hasMessage("keyset.file: the keyset file is not there; " + KeysetCheck.FILE.remedy());
        assertThat(refusal(KeysetFile.of(absent, Content.RECIPIENT_KEY, FilePermissions.ENFORCE)))
                .hasMessage("keyset.wrap: the keyset needs a recipient key, whose file is not there; "
                        + KeysetCheck.WRAP.remedy());
        assertThat(refusal(KeysetFile.of(absent, Content.GENERATION, FilePermissions.ENFORCE)))
                .hasMessage("keyset.generation-memory: the keyset cannot be compared with those seen before: in"
                        + " redoubt.keys.state-dir, the generation file is not there; "
                        + KeysetCheck.GENERATION_MEMORY.remedy());
    }

    @Test
    void tellsAbsenceFromRefusal() throws IOException, KeysetException {
        assertThat(enforced(mount.resolve("absent")).readIfPresent()).isEmpty();
        assertThat(enforced(file).readIfPresent()).contains(CONTENT);

        Path dangling = Files.createSymbolicLink(mount.resolve("dangling"), Path.of("absent"));
        KeysetException refusal = catchThrowableOfType(
                KeysetException.class, () -> enforced(dangling).readIfPresent());
        assertThat(refusal.problem()).isEqualTo("file is not there");
    }

    @Test
    void refusesADirectoryThatIsNotThere() {
        KeysetFile keyset = enforced(folder.resolve("absent").resolve("keyset.json"));

        KeysetException refusal = catchThrowableOfType(KeysetException.class, keyset::readIfPresent);

        assertThat(refusal.problem()).isEqualTo("file is not there");
    }

    @Test
    void refusesWhatEverybodyCanRead() throws IOException {
        SecretMount.mode(file, 0404);

        assertThat(refusal(enforced(file)).problem()).isEqualTo("file can be read by everybody");
    }

    @Test
    void refusesWhatEverybodyCanWrite() throws IOException {
        SecretMount.mode(file, 0602);

        assertThat(refusal(enforced(file)).problem()).isEqualTo("file can be written by everybody");
    }

    @Test
    void refusesWhatEverybodyCanWriteHoweverItIsMounted() throws IOException {
        SecretMount.mode(file, 0602);

        assertThat(refusal(warning(readOnlyMemory())).problem()).isEqualTo("file can be written by everybody");
    }

    @Test
    void readsWhatEverybodyCanReadInReadOnlyMemoryWithOneWarning() throws IOException {
        SecretMount.mode(file, 0444);
        KeysetFile keyset = warning(readOnlyMemory());

        ListAppender<ILoggingEvent> lines = logged(() -> {
            assertThat(keyset.read()).isEqualTo(CONTENT);
            assertThat(keyset.read()).isEqualTo(CONTENT);
        });

        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage())
                    .isEqualTo("the keyset file can be read by every user of this container: mount it with mode 0400");
        });
    }

    @Test
    void saysNothingOfReadersWhereThereAreNone() {
        KeysetFile keyset = warning(readOnlyMemory());

        assertThat(logged(() -> assertThat(keyset.read()).isEqualTo(CONTENT)).list)
                .isEmpty();
    }

    @Test
    void refusesWhatEverybodyCanReadOutsideOfReadOnlyMemory() throws IOException {
        SecretMount.mode(file, 0444);

        assertThat(refusal(warning(Machine.THIS)).problem()).isEqualTo("file can be read by everybody");
    }

    @Test
    void refusesWhatEverybodyCanReadInReadOnlyMemoryWithoutConsent() throws IOException {
        SecretMount.mode(file, 0444);
        KeysetFile keyset = new KeysetFile(file, Content.KEYSET, FilePermissions.ENFORCE, readOnlyMemory());

        assertThat(refusal(keyset).problem()).isEqualTo("file can be read by everybody");
    }

    @Test
    void believesThisProcessAndRoot() throws IOException {
        UserPrincipal root =
                file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("root");

        assertThat(Machine.THIS.trustedOwners(file)).containsOnly(root, Files.getOwner(file));
    }

    @Test
    void refusesTheFileOfAnotherUser() {
        assertThat(refusal(withForeign(file)).problem()).isEqualTo(FOREIGN);
    }

    @Test
    void refusesTheDirectoryOfAnotherUser() {
        assertThat(refusal(withForeign(mount)).problem()).isEqualTo(FOREIGN);
    }

    @Test
    void refusesTheLinkOfAnotherUser() throws IOException {
        Path link = mount.resolve("link.json");
        Files.createSymbolicLink(link, file.getFileName());
        KeysetFile keyset = new KeysetFile(link, Content.KEYSET, FilePermissions.ENFORCE, foreign(link));

        assertThat(refusal(keyset).problem()).isEqualTo(FOREIGN);
    }

    @Test
    void refusesADirectoryThatEverybodyCanWriteTo() throws IOException {
        SecretMount.mode(mount, 0777);

        assertThat(refusal(enforced(file)).problem()).isEqualTo(OPEN_DIRECTORY);
    }

    @Test
    void refusesADirectoryOnTheWayThatEverybodyCanWriteTo() throws IOException {
        SecretMount kubernetes = SecretMount.in(folder.resolve("kubernetes"), CONTENT);
        SecretMount.mode(kubernetes.shown(), 0777);

        assertThat(refusal(enforced(kubernetes.file())).problem()).isEqualTo(OPEN_DIRECTORY);
    }

    @Test
    void readsFromADirectoryWhereNobodyCanReplaceWhatBelongsToOthers() throws IOException, KeysetException {
        SecretMount.mode(mount, 01777);

        assertThat(enforced(file).read()).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.json", "../mount/keyset.json", "sub/../../outside.json", "sub/../keyset.json"})
    void refusesALinkThatGoesUp(String target) throws IOException {
        SecretMount.write(folder.resolve("outside.json"), CONTENT);
        SecretMount.mode(Files.createDirectory(mount.resolve("sub")), 0755);
        Path link = Files.createSymbolicLink(mount.resolve("link.json"), Path.of(target));
        assertThat(link).hasBinaryContent(CONTENT);

        assertThat(refusal(enforced(link)).problem()).isEqualTo(OUTSIDE);
    }

    @Test
    void refusesAnAbsoluteLinkEvenBackInside() throws IOException {
        Path link = Files.createSymbolicLink(mount.resolve("link.json"), file);

        assertThat(refusal(enforced(link)).problem()).isEqualTo(OUTSIDE);
    }

    @Test
    void refusesADirectoryOnTheWayThatIsALinkOut() throws IOException {
        SecretMount kubernetes = SecretMount.in(folder.resolve("kubernetes"), CONTENT);
        Path data = kubernetes.file().resolveSibling("..data");
        Files.delete(data);
        Files.createSymbolicLink(data, Path.of("..", "mount"));
        assertThat(kubernetes.file()).hasBinaryContent(CONTENT);

        assertThat(refusal(enforced(kubernetes.file())).problem()).isEqualTo(OUTSIDE);
    }

    @Test
    void refusesLinksThatNeverEnd() throws IOException {
        Path link = Files.createSymbolicLink(mount.resolve("link.json"), Path.of("link.json"));

        assertThat(refusal(enforced(link)).problem()).isEqualTo("file is reached by too many symbolic links");
    }

    @Test
    void refusesAPipeWithoutWaitingForIt() throws IOException, InterruptedException {
        Path pipe = mount.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", "-m", "0600", pipe.toString())
                        .start()
                        .waitFor())
                .isZero();

        KeysetException refusal = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> refusal(enforced(pipe)));

        assertThat(refusal.problem()).isEqualTo("file is not a regular file");
    }

    @Test
    void refusesADirectory() {
        assertThat(refusal(enforced(mount)).problem()).isEqualTo("file is not a regular file");
    }

    @Test
    void refusesTheRootOfAFileSystem() {
        assertThat(refusal(enforced(Path.of("/"))).problem()).isEqualTo("file is not a regular file");
    }

    @Test
    void refusesWhatThisServiceCannotOpen() {
        assertThat(refusal(opening(path -> {
                            throw new AccessDeniedException(path.toString());
                        }))
                        .problem())
                .isEqualTo("file cannot be read by this service");
    }

    @Test
    void refusesWhatCannotBeRead() {
        assertThat(refusal(opening(path -> {
                            throw new IOException(path.toString());
                        }))
                        .problem())
                .isEqualTo("file cannot be read");
    }

    @Test
    void refusesWhatGrowsWhileItIsRead() throws IOException {
        SecretMount.mode(file, 0600);

        assertThat(refusal(opening(path -> {
                            Files.write(path, Arrays.copyOf(CONTENT, 5));
                            return Machine.THIS.open(path);
                        }))
                        .problem())
                .isEqualTo(CHANGED);
    }

    @Test
    void refusesFewerBytesThanThereShouldBe() throws IOException {
        Path shorter = SecretMount.write(mount.resolve("shorter"), new byte[] {1, 2, 3});

        assertThat(refusal(opening(path -> Machine.THIS.open(shorter))).problem())
                .isEqualTo(CHANGED);
    }

    @Test
    void refusesMoreBytesThanThereShouldBe() throws IOException {
        Path longer = SecretMount.write(mount.resolve("longer"), new byte[] {1, 2, 3, 4, 5});

        assertThat(refusal(opening(path -> Machine.THIS.open(longer))).problem())
                .isEqualTo(CHANGED);
    }

    @Test
    void refusesWhatIsReplacedBeforeItIsOpened() {
        assertThat(refusal(opening(path -> {
                            Path other = SecretMount.write(mount.resolve("other"), OTHER);
                            Files.setLastModifiedTime(other, Files.getLastModifiedTime(path));
                            Files.move(other, path, StandardCopyOption.ATOMIC_MOVE);
                            return Machine.THIS.open(path);
                        }))
                        .problem())
                .isEqualTo(CHANGED);
    }

    @Test
    void refusesWhatIsOverwrittenAndPutBackInTime() throws IOException {
        SecretMount.mode(file, 0600);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));

        assertThat(refusal(opening(path -> {
                            Object changed = Files.getAttribute(path, "unix:ctime");
                            while (Files.getAttribute(path, "unix:ctime").equals(changed)) {
                                Files.write(path, OTHER);
                                Files.setLastModifiedTime(path, FileTime.fromMillis(1_000));
                            }
                            return Machine.THIS.open(path);
                        }))
                        .problem())
                .isEqualTo(CHANGED);
    }

    @Test
    void refusesWhatIsOpenedToOthersWhileItIsRead() {
        assertThat(refusal(opening(path -> {
                            SecretMount.mode(path, 0444);
                            return Machine.THIS.open(path);
                        }))
                        .problem())
                .isEqualTo(CHANGED);
    }

    @Test
    void opensNoLinkThatCameAtTheLastMoment() {
        assertThat(refusal(opening(path -> {
                            Path aside = mount.resolve("aside");
                            Files.move(path, aside);
                            Files.createSymbolicLink(path, aside.getFileName());
                            return Machine.THIS.open(path);
                        }))
                        .problem())
                .isEqualTo("file cannot be read");
    }

    @Test
    void refusesAFileSystemWithoutPermissions() throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(folder.resolve("archive.zip"), Map.of("create", "true"))) {
            Path packed = Files.write(archive.getPath("/keyset.json"), CONTENT);

            assertThat(refusal(enforced(packed)).problem()).isEqualTo(NO_PERMISSIONS);
            assertThat(refusal(enforced(archive.getPath("/"))).problem()).isEqualTo(NO_PERMISSIONS);
        }
    }

    private static KeysetFile enforced(Path location) {
        return KeysetFile.of(location, Content.KEYSET, FilePermissions.ENFORCE);
    }

    private KeysetFile warning(Machine machine) {
        return new KeysetFile(file, Content.KEYSET, FilePermissions.WARN, machine);
    }

    private static Machine readOnlyMemory() {
        return new Machine() {
            @Override
            public boolean isReadOnlyMemory(Path file) {
                return true;
            }
        };
    }

    private KeysetFile withForeign(Path one) {
        return new KeysetFile(file, Content.KEYSET, FilePermissions.ENFORCE, foreign(one));
    }

    /** {@return a machine where one file belongs to a user that is not believed} */
    private static Machine foreign(Path one) {
        return new Machine() {
            @Override
            public Set<UserPrincipal> trustedOwners(Path file) throws IOException {
                return file.equals(one) ? Set.of() : Machine.THIS.trustedOwners(file);
            }
        };
    }

    private KeysetFile opening(Opening opening) {
        return new KeysetFile(file, Content.KEYSET, FilePermissions.ENFORCE, new Machine() {
            @Override
            public SeekableByteChannel open(Path path) throws IOException {
                return opening.open(path);
            }
        });
    }

    /** {@return the one refusal, which says nothing of where the file is} */
    private KeysetException refusal(KeysetFile keyset) {
        KeysetException refusal = catchThrowableOfType(KeysetException.class, keyset::read);
        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage()).doesNotContain(folder.getFileName().toString());
        assertThat(refusal.getCause()).isNull();
        return refusal;
    }

    private static ListAppender<ILoggingEvent> logged(Reading reading) {
        Logger logger = (Logger) LoggerFactory.getLogger(KeysetFile.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        try {
            reading.run();
        } catch (KeysetException e) {
            throw new AssertionError(e);
        } finally {
            logger.detachAppender(appender);
        }
        return appender;
    }

    private interface Opening {
        SeekableByteChannel open(Path file) throws IOException;
    }

    private interface Reading {
        void run() throws KeysetException;
    }
}
