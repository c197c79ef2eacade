package io.redoubt.benchmarks.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WrkTest {

    @Test
    void countsWhatWasAnsweredInTheTimeThatItReallyTook() {
        assertThat(Wrk.perSecond("Running 6s test\nresult 123456 6172800 0\n")).isEqualTo(20_000);
    }

    @Test
    void aRefusalIsNoAnswer() {
        assertThatThrownBy(() -> Wrk.perSecond("result 123456 6172800 1\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1 requests were not answered well");
    }

    @Test
    void noResultIsNotZero() {
        assertThatThrownBy(() -> Wrk.perSecond("unable to connect\n")).hasMessageContaining("no result");
    }
}
