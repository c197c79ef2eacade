package io.redoubt.masking.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.json.JsonMapper;

class JsonControlsPropertyTest {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars(
                        "ab \"\\\n\u007f\u0080\u0085\u009f\u00a0\u00e9\u061b\u061c\u200d\u200e\u200f\u2027\u2028\u202e\u202f\u2065\u2066\u2069\u206a\ud83d\ude00"
                                .toCharArray())
                .ofMaxLength(40)
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
    }

    @Property
    void readBackAlikeAndShowNoControl(@ForAll("texts") String text) {
        byte[] json = MAPPER.writeValueAsBytes(text);

        byte[] escaped = JsonControls.escaped(json);

        assertThat(MAPPER.readValue(escaped, String.class)).isEqualTo(text);
        String shown = new String(escaped, StandardCharsets.UTF_8);
        assertThat(Controls.areIn(shown)).isFalse();
        assertThat(escaped == json).isEqualTo(!Controls.areIn(new String(json, StandardCharsets.UTF_8)));
    }
}
