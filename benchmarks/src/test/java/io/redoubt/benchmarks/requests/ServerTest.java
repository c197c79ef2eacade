package io.redoubt.benchmarks.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.benchmarks.token.Algorithm;
import io.redoubt.benchmarks.token.TokenMint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerTest {

    @ParameterizedTest
    @EnumSource
    void everyServiceIsWhatItClaims(Service service, @TempDir Path folder) throws Exception {
        try (TokenMint mint = TokenMint.of(Algorithm.ES256);
                Server server = start(service, mint, folder)) {
            server.require(mint.good(), mint.forged(1).get(0));
        }
    }

    @Test
    void whoGuardsNothingIsNotTakenForOneWhoAccepts(@TempDir Path folder) throws Exception {
        try (TokenMint trusted = TokenMint.of(Algorithm.ES256);
                TokenMint stranger = TokenMint.of(Algorithm.ES256);
                Server server = start(Service.REDOUBT, trusted, folder)) {
            assertThatThrownBy(() -> server.introduce(List.of(stranger.good())))
                    .hasMessage("REDOUBT answers 401 instead of 200");
        }
    }

    @Test
    void noServiceSeesWhatGuardsAnother() {
        assertThat(archives(Service.PLAIN)).noneMatch(it -> it.startsWith("spring-security-") || isRedoubts(it));
        assertThat(archives(Service.REDOUBT))
                .noneMatch(it -> it.contains("security"))
                .anyMatch(ServerTest::isRedoubts);
        assertThat(archives(Service.SPRING_SECURITY))
                .noneMatch(ServerTest::isRedoubts)
                .anyMatch(it -> it.startsWith("spring-security-web-"));
    }

    private static Server start(Service service, TokenMint mint, Path folder) throws IOException {
        return Server.start(service, mint, List.of(), folder.resolve("log"));
    }

    private static boolean isRedoubts(String archive) {
        return archive.startsWith("caffeine-");
    }

    private static List<String> archives(Service service) {
        String classPath = service.classPath(System.getProperty("java.class.path"));
        return Arrays.stream(classPath.split(Pattern.quote(System.getProperty("path.separator")), -1))
                .map(entry -> Path.of(entry).getFileName().toString())
                .toList();
    }
}
