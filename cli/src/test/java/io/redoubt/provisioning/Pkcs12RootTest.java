package io.redoubt.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Pkcs12RootTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PASSWORD = "a test password";

    @TempDir
    private Path folder;

    @Test
    void keepsToTheContractOfARoot() {
        try (Root root = Pkcs12Root.create(file(), PASSWORD.toCharArray(), RANDOM)) {
            RootContract.check(root);
            RootContract.checkClosing(root);
        }
    }

    @Test
    void opensWhatWasImportedAsTheSameRoot() {
        byte[] bytes = TestRoots.counting(1);
        Pkcs12Root.importing(file(), PASSWORD.toCharArray(), bytes, RANDOM).close();

        try (Root file = Pkcs12Root.open(file(), PASSWORD.toCharArray());
                Root memory = TestRoots.inMemory(bytes)) {
            assertThat(file.mac(new byte[] {1})).isEqualTo(memory.mac(new byte[] {1}));
        }
    }

    @Test
    void leavesOneFileThatOnlyItsOwnerMayRead() throws Exception {
        create();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(files()).containsExactly(file());
    }

    /** The JDK has properties for the iterations that hold for everybody in the process: none is left behind, or read. */
    @Test
    void writesEnoughIterationsWhateverThePropertiesSayAndLeavesThemAlone() {
        Properties before = (Properties) System.getProperties().clone();
        System.setProperty("keystore.pkcs12.keyPbeIterationCount", "1000");
        System.setProperty("keystore.pkcs12.certPbeIterationCount", "1000");
        System.setProperty("keystore.pkcs12.macIterationCount", "1000");
        Properties weak = (Properties) System.getProperties().clone();
        try {
            create();
            assertThat(System.getProperties()).isEqualTo(weak);
        } finally {
            System.setProperties(before);
        }

        Pkcs12Root.open(file(), PASSWORD.toCharArray()).close();
    }

    @Test
    void neverOverwritesAFile() throws Exception {
        Files.writeString(file(), "somebody's");

        assertThatThrownBy(this::create)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("root file: is there already");
        assertThat(Files.readString(file())).isEqualTo("somebody's");
        assertThat(files()).containsExactly(file());
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertThatThrownBy(() -> Pkcs12Root.create(folder.resolve("no/root.p12"), PASSWORD.toCharArray(), RANDOM))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("root file: cannot be written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eleven char", "a päss wörd of letters"})
    void refusesAPasswordThatIsShortOrReadDifferentlyElsewhereAndDoesNotRepeatIt(String password) throws Exception {
        assertThatThrownBy(() -> Pkcs12Root.create(file(), password.toCharArray(), RANDOM))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("root password: is too short, or has characters beyond printable ASCII; use 12 or more"
                        + " printable ASCII characters, best drawn at random");
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 32, 63, 65})
    void refusesARootOfAnotherLength(int length) throws Exception {
        assertThatThrownBy(() -> Pkcs12Root.importing(file(), PASSWORD.toCharArray(), new byte[length], RANDOM))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("root: is not of 64 bytes");
        assertThat(files()).isEmpty();
    }

    @Test
    void refusesARootOfZeros() {
        assertThatThrownBy(() -> Pkcs12Root.importing(file(), PASSWORD.toCharArray(), new byte[64], RANDOM))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("root: is one byte, repeated");
    }

    @Test
    void refusesAWrongPasswordWithoutACause() {
        create();

        assertThatThrownBy(() -> Pkcs12Root.open(file(), "another password".toCharArray()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("root password: does not open the root file, or the file was changed; give the password"
                        + " that the file was made with")
                .hasNoCause();
    }

    @Test
    void refusesAFileInWhichOneByteOfTheMacWasChanged() throws Exception {
        create();
        byte[] bytes = Files.readAllBytes(file());
        bytes[bytes.length - 40] ^= 1;
        Files.write(file(), bytes);

        assertThatThrownBy(() -> Pkcs12Root.open(file(), PASSWORD.toCharArray()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("or the file was changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-----w-", "rw--w----"})
    void refusesAFileThatOthersMayReadOrAGroupMayWrite(String permissions) throws Exception {
        create();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> Pkcs12Root.open(file(), PASSWORD.toCharArray()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("root file: is open to other users; chmod 600 the file");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> Pkcs12Root.open(file(), PASSWORD.toCharArray()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("root file: is not there");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 70_000})
    void refusesAFileThatIsNoKeyStore(int length) throws Exception {
        Files.write(file(), new byte[length]);
        protect();

        assertThatThrownBy(() -> Pkcs12Root.open(file(), PASSWORD.toCharArray()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageMatching(
                        "root file: is (not a PKCS#12 file|too long for a root); name the file with the root");
    }

    @ParameterizedTest
    @CsvSource({"key,599999,600000,key", "MAC,600000,599999,MAC"})
    void refusesAFileWithTooFewIterationsInOnePlaceOnly(String name, int key, int mac, String weak) throws Exception {
        store(key, 600_000, mac, "HmacPBESHA256", false);

        assertThatThrownBy(() -> Pkcs12Root.open(file(), PASSWORD.toCharArray()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("root file: protects its " + weak + " by fewer than 600000 iterations")
                .hasMessageContaining("keytool -importkeystore");
    }

    @Test
    void refusesAFileWithTooFewIterationsForItsCertificates() throws Exception {
        store(600_000, 10_000, 600_000, "HmacPBESHA256", true);

        assertThatThrownBy(() -> Pkcs12Root.open(file(), PASSWORD.toCharArray()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("root file: protects its certificate by fewer than 600000 iterations")
                .hasMessageNotContaining("its MAC")
                .hasMessageNotContaining("its key");
    }

    @ParameterizedTest
    @CsvSource({"NONE,has no MAC", "HmacPBESHA1,has a MAC of an outdated or unknown kind"})
    void refusesAFileWithoutAGoodMac(String mac, String problem) throws Exception {
        store(600_000, 600_000, 600_000, mac, false);

        assertThatThrownBy(() -> Pkcs12Root.open(file(), PASSWORD.toCharArray()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("root file: " + problem);
    }

    @Test
    void refusesAFileWithAnotherEntryBesideTheRoot() throws Exception {
        store(600_000, 600_000, 600_000, "HmacPBESHA256", true);

        assertThatThrownBy(() -> Pkcs12Root.open(file(), PASSWORD.toCharArray()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("root file: has not one secret key in it, and nothing else");
    }

    /** What the refusal of a weak file tells to do. */
    @Test
    void opensAWeakFileOnceItWasCopiedAsTheRefusalTells() throws Exception {
        store(10_000, 10_000, 10_000, "HmacPBESHA256", false);
        Path mended = folder.resolve("mended.p12");
        run(
                "-importkeystore",
                "-srckeystore",
                file().toString(),
                "-destkeystore",
                mended.toString(),
                "-srcstorepass",
                PASSWORD,
                "-deststorepass",
                PASSWORD,
                "-J-Dkeystore.pkcs12.keyPbeIterationCount=600000",
                "-J-Dkeystore.pkcs12.certPbeIterationCount=600000",
                "-J-Dkeystore.pkcs12.macIterationCount=600000");
        Files.setPosixFilePermissions(mended, PosixFilePermissions.fromString("rw-------"));

        try (Root root = Pkcs12Root.open(mended, PASSWORD.toCharArray())) {
            RootContract.check(root);
        }
    }

    @Test
    void saysNothingOfItsBytes() {
        try (Root root = Pkcs12Root.create(file(), PASSWORD.toCharArray(), RANDOM)) {
            assertThat(root).hasToString("Pkcs12Root");
        }
    }

    private Path file() {
        return folder.resolve("root.p12");
    }

    private void create() {
        Pkcs12Root.create(file(), PASSWORD.toCharArray(), RANDOM).close();
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private void protect() throws Exception {
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
    }

    /** A file as the JDK writes it with these properties, in this process, which no other test uses meanwhile. */
    private void store(int key, int certificate, int mac, String macAlgorithm, boolean withCertificate)
            throws Exception {
        Properties before = (Properties) System.getProperties().clone();
        System.setProperty("keystore.pkcs12.keyPbeIterationCount", String.valueOf(key));
        System.setProperty("keystore.pkcs12.certPbeIterationCount", String.valueOf(certificate));
        System.setProperty("keystore.pkcs12.macIterationCount", String.valueOf(mac));
        System.setProperty("keystore.pkcs12.macAlgorithm", macAlgorithm);
        try (OutputStream stream = Files.newOutputStream(file())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setEntry(
                    "root",
                    new KeyStore.SecretKeyEntry(new SecretKeySpec(TestRoots.counting(3), "HmacSHA512")),
                    new KeyStore.PasswordProtection(PASSWORD.toCharArray()));
            if (withCertificate) {
                store.setCertificateEntry("beside", AnyCertificate.ofTheJdk());
            }
            store.store(stream, PASSWORD.toCharArray());
        } finally {
            System.setProperties(before);
        }
        protect();
    }

    private static void run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
    }

    private static final class AnyCertificate {

        private AnyCertificate() {}

        static Certificate ofTheJdk() throws Exception {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers()[0];
        }
    }
}
