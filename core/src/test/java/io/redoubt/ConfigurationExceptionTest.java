package io.redoubt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationExceptionTest {

    @Test
    void namesEveryProblemWithItsRemedy() {
        Problem audience = new Problem("audience", "is missing", "name one");
        Problem issuer = new Problem("issuer-uri", "is not a URL", "write one");

        ConfigurationException exception = new ConfigurationException(List.of(audience, issuer));

        assertThat(exception.problems()).containsExactly(audience, issuer);
        assertThat(exception).hasMessage("audience: is missing; name one\nissuer-uri: is not a URL; write one");
    }

    @Test
    void reportsAProblemUnderTheNameThatTheUserKnows() {
        assertThat(new Problem("audience", "is missing", "name one").at("redoubt.issuers.main.audience"))
                .hasToString("redoubt.issuers.main.audience: is missing; name one");
    }

    @Test
    void cannotBeMadeOfNothing() {
        assertThatThrownBy(() -> new ConfigurationException(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
