package io.redoubt.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationMemoryTest {

    private static final TrustDomain DOMAIN = new TrustDomain("shop.example");
    private static final ServiceName ORDERS = new ServiceName("shop/orders");
    private static final byte[] ONE = "one".getBytes(UTF_8);
    private static final byte[] TWO = "two".getBytes(UTF_8);
    private static final String SHA256_OF_ONE = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed";
    private static final String STATE = "{\"v\":1,\"trustDomain\":\"shop.example\",\"service\":\"shop/orders\","
            + "\"generation\":5,\"sha256\":\"" + SHA256_OF_ONE + "\"}";

    private static final String LOWER_THAN_MINIMUM = "is of a lower generation than redoubt.keys.min-generation";
    private static final String LOWER_IN_PROCESS = "is of a lower generation than one that this process has seen";
    private static final String OTHER_IN_PROCESS =
            "has other content than the one of the same generation that this process has seen";
    private static final String LOWER_IN_STATE = "is of a lower generation than one that the state directory has seen";
    private static final String OTHER_IN_STATE =
            "has other content than the one of the same generation that the state directory has seen";
    private static final String OF_STATE = "cannot be compared with those seen before: of redoubt.keys.state-dir, ";
    private static final String UNUSABLE = OF_STATE + "it is no directory that this service can write to";
    private static final String MALFORMED =
            OF_STATE + "its file is malformed or of another service: find out why before you remove it";
    private static final String FILE =
            "cannot be compared with those seen before: in redoubt.keys.state-dir, the generation file ";

    @TempDir
    private Path folder;

    private Path directory;

    @BeforeEach
    void makeStateDirectory() throws IOException {
        directory = SecretMount.mode(Files.createDirectory(folder.resolve("state")), 0700);
    }

    @Test
    void acceptsAnyGenerationAtFirst() {
        assertThatCode(() -> useIn(ofProcess(1), 7, ONE)).doesNotThrowAnyException();
    }

    @Test
    void acceptsTheSameKeysetAndHigherOnes() {
        assertThatCode(() -> {
                    GenerationMemory memory = ofProcess(1);
                    useIn(memory, 5, ONE);
                    useIn(memory, 5, ONE);
                    useIn(memory, 6, ONE);
                    useIn(memory, 9, TWO);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void acceptsTheLowestGenerationThatIsConfigured() {
        assertThatCode(() -> useIn(ofProcess(3), 3, ONE)).doesNotThrowAnyException();
    }

    @Test
    void refusesLessThanTheLowestGenerationThatIsConfigured() {
        assertThat(problem(() -> ofProcess(3).require(2, ONE))).isEqualTo(LOWER_THAN_MINIMUM);
    }

    @Test
    void refusesALowerGenerationThanThisProcessHasSeen() throws KeysetException {
        GenerationMemory memory = ofProcess(1);
        memory.accepted(5, ONE);

        assertThat(problem(() -> memory.require(4, ONE))).isEqualTo(LOWER_IN_PROCESS);
    }

    @Test
    void refusesOtherContentOfAGenerationThatThisProcessHasSeen() throws KeysetException {
        GenerationMemory memory = ofProcess(1);
        memory.accepted(5, ONE);

        assertThat(problem(() -> memory.require(5, TWO))).isEqualTo(OTHER_IN_PROCESS);
    }

    @Test
    void refusesToAcceptWhatItWouldRefuse() throws KeysetException {
        GenerationMemory memory = ofProcess(2);
        memory.accepted(5, ONE);

        assertThat(problem(() -> memory.accepted(4, ONE))).isEqualTo(LOWER_IN_PROCESS);
        assertThat(problem(() -> memory.accepted(5, TWO))).isEqualTo(OTHER_IN_PROCESS);
        assertThat(problem(() -> memory.accepted(1, ONE))).isEqualTo(LOWER_THAN_MINIMUM);
    }

    @Test
    void remembersNothingOfWhatItOnlyChecked() throws KeysetException {
        GenerationMemory memory = withState();
        memory.require(9, ONE);

        assertThatCode(() -> useIn(memory, 5, TWO)).doesNotThrowAnyException();
    }

    @Test
    void refusesALowerGenerationThanAnEarlierProcessHasSeen() throws KeysetException {
        withState().accepted(5, ONE);

        GenerationMemory later = withState();

        assertThat(problem(() -> later.require(4, ONE))).isEqualTo(LOWER_IN_STATE);
    }

    @Test
    void refusesOtherContentOfAGenerationThatAnEarlierProcessHasSeen() throws KeysetException {
        withState().accepted(5, ONE);

        GenerationMemory later = withState();

        assertThat(problem(() -> later.require(5, TWO))).isEqualTo(OTHER_IN_STATE);
        assertThatCode(() -> useIn(later, 5, ONE)).doesNotThrowAnyException();
        assertThatCode(() -> useIn(later, 6, TWO)).doesNotThrowAnyException();
    }

    @Test
    void refusesALowerGenerationThanAnotherProcessAcceptedAfterTheCheck() throws KeysetException {
        GenerationMemory one = withState();
        GenerationMemory other = withState();
        one.require(6, ONE);
        other.require(7, TWO);
        other.accepted(7, TWO);

        assertThat(problem(() -> one.accepted(6, ONE))).isEqualTo(LOWER_IN_STATE);
        assertThat(problem(() -> withState().require(6, ONE))).isEqualTo(LOWER_IN_STATE);
    }

    @Test
    void doesNotRememberWhatItCouldNotStore() throws IOException, KeysetException {
        GenerationMemory memory = withState();
        Path draft = obstruct(".new");
        assertThat(problem(() -> memory.accepted(9, ONE))).isEqualTo(UNUSABLE);
        Files.delete(draft.resolve("obstacle"));
        Files.delete(draft);

        assertThatCode(() -> useIn(memory, 5, ONE)).doesNotThrowAnyException();
    }

    @Test
    void keepsServicesOfOneDirectoryApart() throws KeysetException {
        withState().accepted(5, ONE);

        assertThatCode(() -> useIn(memory(DOMAIN, new ServiceName("orders"), 1, Optional.of(directory)), 1, TWO))
                .doesNotThrowAnyException();
        assertThatCode(() -> useIn(memory(new TrustDomain("test.example"), ORDERS, 1, Optional.of(directory)), 1, TWO))
                .doesNotThrowAnyException();
    }

    @Test
    void writesOneLineForItsOwnerAlone() throws IOException, KeysetException {
        withState().accepted(5, ONE);

        assertThat(stateFile()).hasContent(STATE);
        assertThat(files(".new")).isEmpty();
        for (Path file : List.of(stateFile(), files(".lock").get(0))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void leavesTheDirectoryAsItWasUntilSomethingIsAccepted() throws IOException, KeysetException {
        withState().require(5, ONE);

        assertThat(files(".json")).isEmpty();
        assertThat(files(".new")).isEmpty();
    }

    @Test
    void goesOnAfterAProcessThatWasKilledWhileItWrote() throws IOException, KeysetException {
        withState().accepted(5, ONE);
        Path draft =
                stateFile().resolveSibling(stateFile().getFileName().toString().replace(".json", ".new"));
        Files.writeString(draft, STATE.substring(0, 30));

        GenerationMemory later = withState();

        assertThat(problem(() -> later.require(4, ONE))).isEqualTo(LOWER_IN_STATE);
        later.accepted(6, TWO);
        assertThat(problem(() -> withState().require(5, ONE))).isEqualTo(LOWER_IN_STATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "{}",
                "{\"v\":1",
                "{\"v\":2,\"trustDomain\":\"shop.example\",\"service\":\"shop/orders\",\"generation\":5,\"sha256\":\""
                        + SHA256_OF_ONE + "\"}",
                "{\"v\":1,\"trustDomain\":\"shop.example\",\"service\":\"shop/orders\",\"generation\":5,\"sha256\":\""
                        + SHA256_OF_ONE + "\",\"x\":1}",
                "{\"v\":1,\"trustDomain\":\"shop.example\",\"service\":\"shop/orders\",\"generation\":5}",
                "{\"v\":1,\"trustDomain\":\"shop.example\",\"service\":\"shop/bills\",\"generation\":5,\"sha256\":\""
                        + SHA256_OF_ONE + "\"}",
                "{\"v\":1,\"trustDomain\":\"test.example\",\"service\":\"shop/orders\",\"generation\":5,\"sha256\":\""
                        + SHA256_OF_ONE + "\"}",
                "{\"v\":1,\"trustDomain\":\"shop.example\",\"service\":\"shop/orders\",\"generation\":0,\"sha256\":\""
                        + SHA256_OF_ONE + "\"}",
                "{\"v\":1,\"trustDomain\":\"shop.example\",\"service\":\"shop/orders\",\"generation\":-5,\"sha256\":\""
                        + SHA256_OF_ONE + "\"}",
                "{\"v\":1,\"trustDomain\":\"shop.example\",\"service\":\"shop/orders\",\"generation\":5.0,\"sha256\":\""
                        + SHA256_OF_ONE + "\"}",
                "{\"v\":1,\"trustDomain\":\"shop.example\",\"service\":\"shop/orders\",\"generation\":\"5\",\"sha256\":\""
                        + SHA256_OF_ONE + "\"}",
                "{\"v\":1,\"trustDomain\":\"shop.example\",\"service\":\"shop/orders\",\"generation\":9007199254740992,"
                        + "\"sha256\":\"" + SHA256_OF_ONE + "\"}",
                "{\"v\":1,\"trustDomain\":\"shop.example\",\"service\":\"shop/orders\",\"generation\":5,\"sha256\":\"76\"}",
                "{\"v\":1,\"trustDomain\":\"shop.example\",\"service\":\"shop/orders\",\"generation\":5,\"generation\":5,"
                        + "\"sha256\":\"" + SHA256_OF_ONE + "\"}"
            })
    void refusesAStateThatItWouldNotWrite(String state) throws IOException, KeysetException {
        withState().accepted(5, ONE);
        Files.writeString(stateFile(), state);

        assertThat(problem(this::withState)).isEqualTo(MALFORMED);
    }

    @Test
    void refusesAStateThatBecameMalformedWhileItRan() throws IOException, KeysetException {
        GenerationMemory memory = withState();
        memory.accepted(5, ONE);
        Files.writeString(stateFile(), STATE.substring(1));

        assertThat(problem(() -> memory.require(6, ONE))).isEqualTo(MALFORMED);
        assertThat(problem(() -> memory.accepted(6, ONE))).isEqualTo(MALFORMED);
    }

    @Test
    void refusesAStateThatIsTooLong() throws IOException, KeysetException {
        withState().accepted(5, ONE);
        Files.writeString(stateFile(), STATE + " ".repeat(4 * 1024));

        assertThat(problem(this::withState)).isEqualTo(FILE + "is too long");
    }

    @Test
    void refusesAStateThatEverybodyCanWrite() throws IOException, KeysetException {
        withState().accepted(5, ONE);
        SecretMount.mode(stateFile(), 0602);

        assertThat(problem(this::withState)).isEqualTo(FILE + "can be written by everybody");
    }

    @Test
    void refusesAStateBehindALinkOutOfItsDirectory() throws IOException, KeysetException {
        withState().accepted(5, ONE);
        Path file = stateFile();
        Files.move(file, folder.resolve("elsewhere"));
        Files.createSymbolicLink(file, Path.of("..", "elsewhere"));

        assertThat(problem(this::withState)).isEqualTo(FILE + "is reached by a symbolic link out of its directory");
    }

    @Test
    void refusesADirectoryThatEverybodyCanWriteTo() throws IOException {
        SecretMount.mode(directory, 0777);

        assertThat(problem(this::withState)).isEqualTo(FILE + "lies in a directory that everybody can write to");
    }

    @Test
    void refusesADirectoryThatIsNotThere() throws IOException {
        Files.delete(directory);

        assertThat(problem(this::withState)).isEqualTo(UNUSABLE);
        assertThat(directory).doesNotExist();
    }

    @Test
    void refusesADirectoryThatIsAFile() throws IOException {
        Files.delete(directory);
        Files.createFile(directory);

        assertThat(problem(this::withState)).isEqualTo(UNUSABLE);
    }

    /** As root has the right to write everywhere, something is in the way. */
    @Test
    void refusesADirectoryWhereItCannotWriteADraft() throws IOException, KeysetException {
        withState();
        obstruct(".new");

        assertThat(problem(this::withState)).isEqualTo(UNUSABLE);
    }

    @Test
    void refusesALockThatIsAPipeWithoutWaitingForIt() throws IOException, KeysetException, InterruptedException {
        withState();
        Path lock = files(".lock").get(0);
        Files.delete(lock);
        assertThat(new ProcessBuilder("mkfifo", "-m", "0600", lock.toString())
                        .start()
                        .waitFor())
                .isZero();

        String problem = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> problem(this::withState));

        assertThat(problem).isEqualTo(OF_STATE + "its lock is not a regular file");
    }

    @Test
    void refusesALockThatIsALink() throws IOException, KeysetException {
        withState();
        Path lock = files(".lock").get(0);
        Files.delete(lock);
        Files.createSymbolicLink(lock, folder.resolve("elsewhere"));

        assertThat(problem(this::withState)).isEqualTo(OF_STATE + "its lock is not a regular file");
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void refusesWhenAnotherProcessHoldsTheLockForTooLong() throws Exception {
        withState();
        AtomicInteger pauses = new AtomicInteger();
        GenerationFile file = new GenerationFile(directory, DOMAIN, ORDERS, pauses::incrementAndGet);

        LockHolder other = LockHolder.of(files(".lock").get(0));
        try {
            assertThat(problem(() -> file.raise(SeenGeneration.of(5, ONE))))
                    .isEqualTo(OF_STATE + "somebody else holds its lock");
            assertThat(pauses).hasValue(500);
        } finally {
            other.end();
        }
        assertThatCode(() -> file.raise(SeenGeneration.of(5, ONE))).doesNotThrowAnyException();
    }

    @Test
    void waitsForAnotherProcessThatHoldsTheLock() throws Exception {
        withState();
        LockHolder other = LockHolder.of(files(".lock").get(0));
        AtomicInteger pauses = new AtomicInteger();
        GenerationFile file = new GenerationFile(directory, DOMAIN, ORDERS, () -> {
            if (pauses.incrementAndGet() == 3) {
                other.end();
            }
        });

        file.raise(SeenGeneration.of(5, ONE));

        assertThat(pauses).hasValue(3);
        assertThat(stateFile()).hasContent(STATE);
    }

    @Test
    void neverLosesTheHigherNumber() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Long>> raises = new ArrayList<>();
        for (long generation = 1; generation <= 40; generation++) {
            long mine = generation;
            raises.add(() -> raised(mine));
        }

        long highest = 0;
        for (Future<Long> raised : threads.invokeAll(raises)) {
            highest = Math.max(highest, raised.get());
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(highest).isEqualTo(40);
        assertThat(stateFile()).content().contains("\"generation\":40,");
    }

    @Test
    void saysWhatTakesPart() throws KeysetException {
        assertThat(ofProcess(3).describe())
                .isEqualTo("generation memory: this process, min-generation 3, no state directory");
        assertThat(withState().describe())
                .isEqualTo("generation memory: this process, min-generation 1, state directory");
    }

    private long raised(long generation) throws KeysetException {
        GenerationMemory memory = withState();
        try {
            memory.accepted(generation, ONE);
            return generation;
        } catch (KeysetException e) {
            assertThat(e.problem()).isEqualTo(LOWER_IN_STATE);
            return 0;
        }
    }

    private static void useIn(GenerationMemory memory, long generation, byte[] payload) throws KeysetException {
        memory.require(generation, payload);
        memory.accepted(generation, payload);
    }

    private static GenerationMemory ofProcess(long minGeneration) throws KeysetException {
        return memory(DOMAIN, ORDERS, minGeneration, Optional.empty());
    }

    private GenerationMemory withState() throws KeysetException {
        return memory(DOMAIN, ORDERS, 1, Optional.of(directory));
    }

    private static GenerationMemory memory(
            TrustDomain trustDomain, ServiceName service, long minGeneration, Optional<Path> directory)
            throws KeysetException {
        return GenerationMemory.of(new KeysetLocation(
                trustDomain,
                service,
                Path.of("keyset.json"),
                List.of(IssuedKeyset.PROVISIONER.key().text()),
                FilePermissions.ENFORCE,
                Optional.empty(),
                minGeneration,
                directory));
    }

    private Path stateFile() throws IOException {
        return files(".json").get(0);
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    /** {@return a directory that stands where a file should, and is not empty} */
    private Path obstruct(String suffix) throws IOException {
        String lock = files(".lock").get(0).getFileName().toString();
        Path obstacle = Files.createDirectory(directory.resolve(lock.replace(".lock", suffix)));
        Files.createFile(obstacle.resolve("obstacle"));
        return obstacle;
    }

    private static String problem(ThrowingCallable action) {
        KeysetException refusal = catchThrowableOfType(KeysetException.class, action);
        assertThat(refusal).isNotNull();
        assertThat(refusal.check())
                .isEqualTo(
                        refusal.problem().startsWith("cannot be compared")
                                ? KeysetCheck.GENERATION_MEMORY
                                : KeysetCheck.GENERATION);
        assertThat(refusal.getCause()).isNull();
        return refusal.problem();
    }
}
