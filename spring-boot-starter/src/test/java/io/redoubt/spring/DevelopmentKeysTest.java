package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.ConfigurationException;
import io.redoubt.ConfigurationException.Problem;
import io.redoubt.key.FieldName;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Keys that protect nothing are for a developer's machine, and say so. */
class DevelopmentKeysTest {

    private static final Surroundings DESK = new Surroundings(Optional.empty());

    @TempDir
    private Path home;

    @ParameterizedTest(name = "profiles {0}")
    @ValueSource(strings = {"dev", "test", "local", "fast,local"})
    void areMadeOnADevelopersMachine(String profiles) {
        runner(DESK, profiles).run(context -> {
            assertThat(context).hasNotFailed();
            ServiceKeyset keyset = context.getBean(ServiceKeyset.class);
            assertThat(keyset.trustDomain().value()).isEqualTo("dev.invalid");
            assertThat(keyset.service().value()).isEqualTo("shop/orders");
            keyset.sealing(Purpose.FIELD, new FieldName("customer", "email"));
        });
    }

    @Test
    void areKeptForTheirOwnerAlone() throws IOException {
        runner(DESK, "dev").run(context -> assertThat(context).hasNotFailed());
        Path file = home.resolve(".redoubt/shop/orders/dev-keyset.json");
        byte[] first = Files.readAllBytes(file);
        runner(DESK, "dev").run(context -> assertThat(context).hasNotFailed());

        assertThat(Files.readAllBytes(file)).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        for (Path directory = file.getParent(); !directory.equals(home); directory = directory.getParent()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void areKeptWhereItIsSaid() {
        runner(DESK, "dev")
                .withPropertyValues("redoubt.keys.development-dir=" + home.resolve("elsewhere"))
                .run(context -> assertThat(home.resolve("elsewhere/shop/orders/dev-keyset.json"))
                        .exists());
    }

    @Test
    void needNoTrustDomainAndWarnThatTheyProtectNothing() {
        try (CapturedOutput output = CapturedOutput.begin()) {
            runner(DESK, "dev").run(context -> assertThat(context).hasNotFailed());

            assertThat(output.text().lines().filter(line -> line.contains("WARN")))
                    .singleElement()
                    .asString()
                    .contains("the keys are development keys and protect nothing");
            assertThat(output.text())
                    .contains("redoubt: service shop/orders; keys: generation 1 until ")
                    .contains("development keyset, no rollback protection");
        }
    }

    @Test
    void areRefusedInAContainer() {
        Surroundings container = new Surroundings(Optional.of("/.dockerenv is there"));

        assertThat(problemsOf(runner(container, "dev")))
                .containsExactly(new Problem(
                        "redoubt.keys.development",
                        "is true, but this process runs in a container: /.dockerenv is there",
                        "issue a keyset with 'redoubt keys issue' and name it under redoubt.keys.location"));
    }

    @ParameterizedTest(name = "profiles {0}")
    @ValueSource(strings = {"", "prod", "developer", "DEV"})
    void areRefusedUnderOtherProfiles(String profiles) {
        assertThat(problemsOf(runner(DESK, profiles)))
                .containsExactly(new Problem(
                        "redoubt.keys.development",
                        "is true, but none of the profiles dev, test, local is active",
                        "set spring.profiles.active to one of them on a developer's machine; elsewhere, issue a keyset with"
                                + " 'redoubt keys issue' and name it under redoubt.keys.location"));
    }

    @Test
    void areRefusedBesideAProvisionerKey() {
        ApplicationContextRunner runner = runner(DESK, "dev")
                .withPropertyValues("redoubt.keys.provisioner-keys="
                        + TestKeyset.PROVISIONER.key().text());

        assertThat(problemsOf(runner)).singleElement().satisfies(problem -> {
            assertThat(problem.setting()).isEqualTo("redoubt.keys.provisioner-keys");
            assertThat(problem.remedy()).isEqualTo("set that, or remove it");
        });
    }

    @Test
    void areRefusedBesideAFile() {
        Path file = TestKeyset.ofOrders().writeTo(home.resolve("keyset.json"));
        ApplicationContextRunner runner = runner(DESK, "dev")
                .withPropertyValues(TestKeyset.in(file, new Settings(Map.of())).pairs())
                .withPropertyValues("redoubt.service=orders");

        assertThat(problemsOf(runner)).singleElement().satisfies(problem -> {
            assertThat(problem.setting()).isEqualTo("redoubt.keys.development");
            assertThat(problem.remedy()).isEqualTo("remove it where there is a keyset");
        });
    }

    @Test
    void areRefusedWithoutAPlaceForThem() throws IOException {
        Files.writeString(home.resolve(".redoubt"), "a file");

        assertThat(problemsOf(runner(DESK, "dev"))).singleElement().satisfies(problem -> {
            assertThat(problem.setting()).isEqualTo("redoubt.keys.development-dir");
            assertThat(problem.remedy()).startsWith("name a directory that this process can write to");
        });
    }

    @Test
    void areRefusedIfOthersCanReadThem() throws IOException {
        runner(DESK, "dev").run(context -> assertThat(context).hasNotFailed());
        Files.setPosixFilePermissions(
                home.resolve(".redoubt/shop/orders/dev-keyset.json"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(problemsOf(runner(DESK, "dev"))).singleElement().satisfies(problem -> {
            assertThat(problem.setting()).isEqualTo("redoubt.keys.development-dir");
            assertThat(problem.problem()).endsWith("can be read by everybody");
            assertThat(problem.remedy()).contains("to have new keys made");
        });
    }

    @Test
    void knowAContainerByItsMarks() throws IOException {
        assertThat(Surroundings.of(Map.of(), home).container()).isEmpty();
        assertThat(Surroundings.of(Map.of("KUBERNETES_SERVICE_HOST", ""), home).container())
                .hasValue("KUBERNETES_SERVICE_HOST is set");

        Files.createFile(home.resolve(".dockerenv"));

        assertThat(Surroundings.of(Map.of(), home).container()).hasValue("/.dockerenv is there");
    }

    private ApplicationContextRunner runner(Surroundings surroundings, String profiles) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RedoubtAutoConfiguration.class))
                .withBean(Surroundings.class, () -> surroundings)
                .withPropertyValues(
                        "redoubt.service=shop/orders",
                        "redoubt.keys.development=on",
                        "user.home=" + home,
                        "spring.profiles.active=" + profiles);
    }

    private static List<Problem> problemsOf(ApplicationContextRunner runner) {
        List<Problem> problems = new ArrayList<>();
        runner.run(context -> {
            assertThat(context).hasFailed();
            assertThat(context.getStartupFailure())
                    .rootCause()
                    .isInstanceOfSatisfying(
                            ConfigurationException.class, failure -> problems.addAll(failure.problems()));
        });
        return problems;
    }
}
