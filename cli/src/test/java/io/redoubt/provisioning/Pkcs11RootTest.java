package io.redoubt.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeyState;
import io.redoubt.key.LeafKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Security;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("needs-softhsm")
class Pkcs11RootTest {

    private static final SoftHsm TOKEN = SoftHsm.token();
    private static final TrustDomain TRUST_DOMAIN = new TrustDomain("shop.example");

    @Test
    void keepsToTheContractOfARootWhenTheTokenDrewIt() {
        try (Root root = Pkcs11Root.create(TOKEN.library(), TOKEN.slot(), "drawn", TOKEN.pin())) {
            RootContract.check(root);
            RootContract.checkClosing(root);
        }
    }

    @Test
    void opensWhatItDrewAndDerivesTheSameFromIt() {
        List<KeyEntry> drawn;
        try (Root root = Pkcs11Root.create(TOKEN.library(), TOKEN.slot(), "kept", TOKEN.pin())) {
            drawn = keys(root);
        }

        try (Root root = Pkcs11Root.open(TOKEN.library(), TOKEN.slot(), "kept", TOKEN.pin())) {
            assertThat(keys(root)).isEqualTo(drawn);
        }
    }

    @Test
    void derivesTheSameFromTheSameBytesInATokenInAFileAndInMemory(@TempDir Path folder) {
        byte[] bytes = TestRoots.counting(7);
        char[] password = "a test password".toCharArray();
        try (Root token = Pkcs11Root.importing(TOKEN.library(), TOKEN.slot(), "ceremony", TOKEN.pin(), bytes);
                Root file = Pkcs12Root.importing(folder.resolve("root.p12"), password, bytes, new SecureRandom());
                Root memory = TestRoots.inMemory(bytes)) {
            assertThat(keys(token))
                    .isEqualTo(keys(file))
                    .isEqualTo(keys(memory))
                    .hasSize(12);
            assertThat(new Derivation(token, TRUST_DOMAIN).provisioner(1).key())
                    .isEqualTo(new Derivation(file, TRUST_DOMAIN).provisioner(1).key());
            RootContract.check(token);
            RootContract.check(file);
        }
    }

    @Test
    void refusesALabelThatIsInUse() {
        Pkcs11Root.create(TOKEN.library(), TOKEN.slot(), "once", TOKEN.pin()).close();

        assertThatThrownBy(() -> Pkcs11Root.create(TOKEN.library(), TOKEN.slot(), "once", TOKEN.pin()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("root label: is in use already");
    }

    @Test
    void refusesALabelThatNoKeyHas() {
        assertThatThrownBy(() -> Pkcs11Root.open(TOKEN.library(), TOKEN.slot(), "nowhere", TOKEN.pin()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("root label: is of no secret key in the token");
    }

    @Test
    void refusesAWrongPinWithoutRepeatingIt() {
        assertThatThrownBy(() -> Pkcs11Root.open(TOKEN.library(), TOKEN.slot(), "drawn", "wrong-pin".toCharArray()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("root token: lets nobody in with this PIN")
                .hasNoCause();
    }

    @Test
    void refusesASlotWithoutAToken() {
        assertThatThrownBy(() -> Pkcs11Root.open(TOKEN.library(), 4711, "drawn", TOKEN.pin()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("root token: is not in this slot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere.so", "/usr/lib/\"\nname=x.so", "/usr/lib/${user.home}.so"})
    void refusesALibraryThatIsNone(String library) {
        assertThatThrownBy(() -> Pkcs11Root.open(Path.of(library), TOKEN.slot(), "drawn", TOKEN.pin()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("root token: is not in this slot, or its library cannot be loaded");
    }

    @Test
    void refusesAFileThatIsNoLibrary(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("text.so"), "no library");

        assertThatThrownBy(() -> Pkcs11Root.open(file, TOKEN.slot(), "drawn", TOKEN.pin()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("root token: is not in this slot");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CKA_SENSITIVE=false\nCKA_EXTRACTABLE=true",
                "CKA_SENSITIVE=true\nCKA_EXTRACTABLE=true",
                "CKA_SENSITIVE=false\nCKA_EXTRACTABLE=false"
            })
    void refusesARootThatCouldBeTakenOutOfTheToken(String attributes) throws Exception {
        String label = "open-" + attributes.hashCode();
        plant(label, attributes, TestRoots.counting(9));

        assertThatThrownBy(() -> Pkcs11Root.open(TOKEN.library(), TOKEN.slot(), label, TOKEN.pin()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("root token: has a root that can be taken out of it");
    }

    @Test
    void refusesARootOf32Bytes() throws Exception {
        plant("short", "CKA_SENSITIVE=true\nCKA_EXTRACTABLE=false", new byte[32]);

        assertThatThrownBy(() -> Pkcs11Root.open(TOKEN.library(), TOKEN.slot(), "short", TOKEN.pin()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("root token: cannot do HMAC-SHA-512 with this key");
    }

    @Test
    void isOpenedAgainAfterARefusal() {
        Pkcs11Root.create(TOKEN.library(), TOKEN.slot(), "again", TOKEN.pin()).close();
        assertThatThrownBy(() -> Pkcs11Root.open(TOKEN.library(), TOKEN.slot(), "nowhere", TOKEN.pin()))
                .isInstanceOf(ConfigurationException.class);

        assertThatNoException()
                .isThrownBy(() -> Pkcs11Root.open(TOKEN.library(), TOKEN.slot(), "again", TOKEN.pin())
                        .close());
    }

    private static List<KeyEntry> keys(Root root) {
        try (EpochSecret secret = new Derivation(root, TRUST_DOMAIN).epoch(new ServiceName("orders"), 1)) {
            return DerivationVectors.keys()
                    .map(key -> secret.leaf(key.purpose(), key.suite(), KeyState.PRIMARY))
                    .map(LeafKey::entry)
                    .toList();
        }
    }

    private static void plant(String label, String attributes, byte[] key) throws Exception {
        AuthProvider provider = (AuthProvider) Security.getProvider("SunPKCS11")
                .configure("--name=Planted\nlibrary=" + TOKEN.library() + "\nslot=" + TOKEN.slot()
                        + "\nattributes(*,CKO_SECRET_KEY,CKK_GENERIC_SECRET)={\n" + attributes
                        + "\nCKA_SIGN=true\n}\n");
        KeyStore store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, TOKEN.pin());
        store.setEntry(label, new KeyStore.SecretKeyEntry(new SecretKeySpec(key, "HmacSHA512")), null);
        provider.logout();
    }
}
