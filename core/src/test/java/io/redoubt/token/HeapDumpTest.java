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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever gets hold of a heap dump finds no token there that a request left behind. */
class HeapDumpTest {

    private static final int PART = 40;
    private static final int MASK = 0x5A;

    @TempDir
    private Path folder;

    @Test
    @Tag("attack-206")
    void leavesNoTokenInTheHeap() throws IOException {
        try (TestIssuer issuer = TestIssuer.start()) {
            TokenVerifier verifier = TokenVerifier.trusting(
                            List.of(TrustedIssuer.of(
                                    issuer.issuerUri(),
                                    JwkSource.fixed(issuer.jwkSet()),
                                    TokenProfile.RFC9068,
                                    Set.of("orders"),
                                    EnumSet.of(SignatureAlgorithm.ES256))),
                            Clock.systemUTC())
                    .remembering(TokenCache.DEFAULT, new SecureRandom());
            byte[] gone = verified(verifier, issuer.token().sign());
            String kept = issuer.token().sign();
            byte[] stillThere = verified(verifier, kept);

            byte[] heap = dump();

            assertThat(holds(heap, stillThere))
                    .as("a token that the test keeps")
                    .isTrue();
            assertThat(holds(heap, gone))
                    .as("a token that only the verifier has seen")
                    .isFalse();
            assertThat(verifier.verify(kept)).isInstanceOf(VerifiedToken.class); // both were alive until here
        }
    }

    /** {@return a part of the token, masked, so that the test itself leaves none} */
    private static byte[] verified(TokenVerifier verifier, String token) {
        Verification first = verifier.verify(token);
        assertThat(first).isInstanceOf(VerifiedToken.class);
        assertThat(verifier.verify(token)).isSameAs(first);
        byte[] part = new byte[PART];
        for (int i = 0; i < PART; i++) {
            part[i] = (byte) (token.charAt(token.length() - PART + i) ^ MASK);
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
