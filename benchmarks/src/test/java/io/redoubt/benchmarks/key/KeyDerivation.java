package io.redoubt.benchmarks.key;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.keyderivation.KeyDerivationConfig;
import com.google.crypto.tink.keyderivation.KeysetDeriver;
import com.google.crypto.tink.keyderivation.PrfBasedKeyDerivationKey;
import com.google.crypto.tink.keyderivation.PrfBasedKeyDerivationParameters;
import com.google.crypto.tink.prf.HkdfPrfKey;
import com.google.crypto.tink.prf.HkdfPrfParameters;
import com.google.crypto.tink.util.SecretBytes;
import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.key.KeyState;
import io.redoubt.key.LeafKey;
import io.redoubt.key.Purpose;
import io.redoubt.provisioning.Derivation;
import io.redoubt.provisioning.EpochSecret;
import io.redoubt.provisioning.Pkcs11Root;
import io.redoubt.provisioning.Pkcs12Root;
import io.redoubt.provisioning.Root;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The keys of one service for all eight purposes, from an open root. The floor is as many HMACs as the formats need, by the JDK
 * alone: one of the root, and for each key one for itself and one for its id.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeyDerivation {

    private static final TrustDomain TRUST_DOMAIN = new TrustDomain("shop.example");
    private static final ServiceName ORDERS = new ServiceName("orders");
    private static final int KEYS = Purpose.all().size();

    /** A root of 64 random bytes in a file. */
    @State(Scope.Benchmark)
    public static class InFile {

        private Root root;

        @Setup
        public void create() throws IOException {
            Path folder = Files.createTempDirectory("redoubt-benchmark");
            root = Pkcs12Root.create(
                    folder.resolve("root.p12"), "benchmark password".toCharArray(), new SecureRandom());
        }

        @TearDown
        public void close() {
            root.close();
        }
    }

    /** A root that a token made. */
    @State(Scope.Benchmark)
    public static class InToken {

        private Root root;

        @Setup
        public void create() throws IOException {
            root = Pkcs11Root.create(SoftHsm.library(), SoftHsm.newToken(), "benchmark", SoftHsm.PIN.toCharArray());
        }

        @TearDown
        public void close() {
            root.close();
        }
    }

    /** A key of the JDK. */
    @State(Scope.Benchmark)
    public static class Bare {

        private Mac mac;
        private final byte[] input = new byte[90];

        @Setup
        public void create() throws GeneralSecurityException {
            mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(new byte[64], "HmacSHA512"));
        }
    }

    /** Tink's deriver of AES keys. */
    @State(Scope.Benchmark)
    public static class Deriver {

        private KeysetDeriver deriver;

        @Setup
        @AccessesPartialKey
        public void create() throws GeneralSecurityException {
            AeadConfig.register();
            KeyDerivationConfig.register();
            HkdfPrfParameters prf = HkdfPrfParameters.builder()
                    .setKeySizeBytes(64)
                    .setHashType(HkdfPrfParameters.HashType.SHA512)
                    .build();
            HkdfPrfKey key = HkdfPrfKey.builder()
                    .setParameters(prf)
                    .setKeyBytes(SecretBytes.copyFrom(new byte[64], InsecureSecretKeyAccess.get()))
                    .build();
            PrfBasedKeyDerivationParameters parameters = PrfBasedKeyDerivationParameters.builder()
                    .setPrfParameters(prf)
                    .setDerivedKeyParameters(PredefinedAeadParameters.AES256_GCM)
                    .build();
            deriver = KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(PrfBasedKeyDerivationKey.create(parameters, key, 1))
                            .withFixedId(1)
                            .makePrimary())
                    .build()
                    .getPrimitive(RegistryConfiguration.get(), KeysetDeriver.class);
        }
    }

    @Benchmark
    public void hmac(Bare bare, Blackhole sink) {
        for (int i = 0; i < 1 + 2 * KEYS; i++) {
            sink.consume(bare.mac.doFinal(bare.input));
        }
    }

    @Benchmark
    public void pkcs12(InFile file, Blackhole sink) {
        derive(file.root, sink);
    }

    @Benchmark
    public void softHsm(InToken token, Blackhole sink) {
        derive(token.root, sink);
    }

    @Benchmark
    public void tink(Deriver tink, Blackhole sink) throws GeneralSecurityException {
        for (Purpose purpose : Purpose.all()) {
            sink.consume(tink.deriver.deriveKeyset(("orders/1/" + purpose.id()).getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static void derive(Root root, Blackhole sink) {
        try (EpochSecret secret = new Derivation(root, TRUST_DOMAIN).epoch(ORDERS, 1)) {
            for (Purpose purpose : Purpose.all()) {
                try (LeafKey leaf = secret.leaf(purpose, purpose.suites().get(0), KeyState.PRIMARY)) {
                    sink.consume(leaf.entry());
                }
            }
        }
    }
}
