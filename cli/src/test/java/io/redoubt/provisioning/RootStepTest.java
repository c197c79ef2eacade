package io.redoubt.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** One call of the root on "fixed data, then 0x01" is the counter mode of NIST SP 800-108, by NIST's own vectors. */
class RootStepTest {

    private static final String VECTORS = "nist-cavs-kdf-counter-hmac-sha512.rsp";
    private static final Pattern ROW = Pattern.compile(
            "KI = (\\p{XDigit}+)\nFixedInputDataByteLen = 60\nFixedInputData = (\\p{XDigit}+)\nKO = (\\p{XDigit}+)\n");

    @Test
    void isTheCounterModeOfSp800108() throws Exception {
        List<String> expected = new ArrayList<>();
        List<String> derived = new ArrayList<>();
        for (MatchResult row : ROW.matcher(vectors()).results().toList()) {
            byte[] fixedData = HexFormat.of().parseHex(row.group(2));
            byte[] input = Arrays.copyOf(fixedData, fixedData.length + 1);
            input[fixedData.length] = 1;
            try (Root root = TestRoots.inMemory(HexFormat.of().parseHex(row.group(1)))) {
                derived.add(HexFormat.of()
                        .formatHex(root.mac(input))
                        .substring(0, row.group(3).length()));
                expected.add(row.group(3));
            }
        }

        assertThat(derived).hasSize(5).isEqualTo(expected);
    }

    private static String vectors() throws Exception {
        try (InputStream stream = RootStepTest.class.getResourceAsStream(VECTORS)) {
            return new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
