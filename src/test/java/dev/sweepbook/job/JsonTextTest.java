package dev.sweepbook.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonTextTest {
    @Test
    void keysKeepTheirOrder() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", 1L);
        map.put("a", List.of(true, "x"));
        map.put("none", List.of());

        assertThat(JsonText.of(map)).isEqualTo("""
                {
                  "b": 1,
                  "a": [
                    true,
                    "x"
                  ],
                  "none": []
                }
                """);
    }

    @Test
    void whatHidesOrSteersIsEscapedAndLettersAreNot() {
        assertThat(JsonText.of("\"\\\n\t\u001b\u202e\ud800é😀"))
                .isEqualTo("\"\\\"\\\\\\n\\t\\u001b\\u202e\\ud800é😀\"\n");
    }

    @Test
    void numbersReadBackAndWhatIsNoneIsNull() {
        assertThat(JsonText.of(Arrays.asList(80e9, 0.1, Double.NaN, null, 42)))
                .isEqualTo("[\n  80000000000,\n  0.1,\n  null,\n  null,\n  42\n]\n");
    }
}
