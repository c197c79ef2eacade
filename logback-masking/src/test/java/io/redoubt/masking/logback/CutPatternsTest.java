package io.redoubt.masking.logback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns that cut values: of what is left of a secret, nothing tells that it was one. */
class CutPatternsTest {

    private static final String TOKEN = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%.30msg%n",
                "%.-30msg%n",
                "%-50.30message%n",
                "%.30m%n",
                "%.30(%msg %X)%n",
                "%.30X{ref} %n",
                "%.30kvp{NONE}%n",
                "%d %.40logger %.-12msg%n",
                "%.30(%logger{5} %msg)%n"
            })
    void writeNoPartOfASecret(String pattern) {
        Configured logback = Configured.masking("<encoder><pattern>" + pattern + "</pattern></encoder>");

        logback.context().getMDCAdapter().put("ref", TOKEN);
        logback.logger().atInfo().addKeyValue("ref", TOKEN).log("a " + TOKEN);

        assertThat(logback.written()).doesNotContain("ghp_", "Ae178B4a").isNotEmpty();
    }

    @Test
    void areNotThoseThatCutTheNameOfALogger() {
        assertThat(isCutting("%d{HH:mm} %5p [%15.15t] %-40.40logger{39} : %m%n"))
                .isFalse();
        assertThat(isCutting("%d %5p ${PID:- } --- [%15.15thread] %-40.40c : %m%n%wEx"))
                .isFalse();
        assertThat(isCutting("%d %5p [%.-5t] %.40C.%.20M %msg%n")).isFalse();
        assertThat(isCutting("%d %.10mdc{a} %msg%n")).isTrue();
        assertThat(isCutting("%d %msg %.500ex%n")).isTrue();
        assertThat(isCutting("%d %.5level{x} %.20customOfOurs %msg%n")).isTrue();
    }

    private static boolean isCutting(String pattern) {
        return InnerEncoder.isCutting(pattern);
    }
}
