package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.redoubt.testkit.TestIssuer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever gets hold of a heap dump finds no token there that a request left behind. */
class HeapDumpTest {

    private static final int PART = 40;
    private static final int MASK = 0x5A;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @Tag("attack-206")
    @ValueSource(strings = {"ES256", "EdDSA", "RS256"})
    void leavesNoTokenInTheHeap(String algorithm) throws IOException {
        try (TestIssuer issuer = TestIssuer.start()) {
            issuer.addKey(algorithm);
            TokenVerifier verifier = TokenVerifier.trusting(
                            List.of(TrustedIssuer.of(
                                    issuer.issuerUri(),
                                    JwkSource.fixed(issuer.jwkSet()),
                                    TokenProfile.RFC9068,
                                    Set.of("orders"),
                                    EnumSet.complementOf(EnumSet.of(SignatureAlgorithm.HS256)))),
                            Clock.systemUTC())
                    .remembering(TokenCache.DEFAULT, new SecureRandom());
            List<byte[]> gone =
                    verified(verifier, issuer.token().algorithm(algorithm).sign());
            String kept = issuer.token().algorithm(algorithm).sign();
            List<byte[]> stillThere = verified(verifier, kept);

            byte[] heap = dump();

            assertThat(stillThere).as("a token that the test keeps").allMatch(part -> holds(heap, part));
            assertThat(gone).as("a token that only the verifier has seen").noneMatch(part -> holds(heap, part));
            assertThat(verifier.verify(kept)).isInstanceOf(VerifiedToken.class); // both were alive until here
        }
    }

    /** {@return parts of payload and signature, masked, so that the test itself leaves none} */
    private static List<byte[]> verified(TokenVerifier verifier, String token) {
        Verification first = verifier.verify(token);
        assertThat(first).isInstanceOf(VerifiedToken.class);
        assertThat(verifier.verify(token)).isSameAs(first);
        int signature = token.lastIndexOf('.');
        return List.of(
                masked(token, signature - PART), masked(token, signature + 1), masked(token, token.length() - PART));
    }

    private static byte[] masked(String token, int from) {
        byte[] part = new byte[PART];
        for (int i = 0; i < PART; i++) {
            part[i] = (byte) (token.charAt(from + i) ^ MASK);
        }
        return part;
    }

    private byte[] dump() throws IOException {
        Path file = folder.resolve("heap.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
        return Files.readAllBytes(file);
    }

    private static boolean holds(byte[] heap, byte[] masked) {
        for (int start = 0; start <= heap.length - masked.length; start++) {
            int same = 0;
            while (same < masked.length && (heap[start + same] ^ MASK) == masked[same]) {
                same++;
            }
            if (same == masked.length) {
                return true;
            }
        }
        return false;
    }
}
