package dev.sweepbook.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.catalog.ConfigJson.Malformed;
import dev.sweepbook.catalog.ConfigJson.Parsed;
import dev.sweepbook.catalog.ConfigJson.Position;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigJsonTest {
    @Test
    void fieldsKeepTheirKindsAndPlaces() {
        assertThat(parse("{\"a\": 1, \"b\": 0.5,\n \"c\": true, \"d\": null, \"e\": {\"f\": [1, \"x\"]}}"))
                .isEqualTo(new Parsed(
                        Map.of("a", 1L, "b", 0.5, "c", true, "e", Map.of("f", List.of(1L, "x"))),
                        Map.of(
                                "a", new Position(1, 2),
                                "b", new Position(1, 10),
                                "c", new Position(2, 2),
                                "d", new Position(2, 13),
                                "e", new Position(2, 24),
                                "e.f", new Position(2, 30))));
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        assertThat(parse("\uFEFF{\"a\": 1}")).isInstanceOf(Parsed.class);
    }

    @Test
    void aWholeNumberBeyondSixtyFourBitsIsNotWrapped() {
        assertThat(((Parsed) parse("{\"a\": 9223372036854775808}")).fields()).containsEntry("a", 0x1p63);
    }

    @Test
    void aListIsRefused() {
        assertThat(parse("[{\"a\": 1}]")).isEqualTo(new Malformed(1, 1, "must be an object of fields, was a list"));
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThat(((Malformed) parse("")).message()).isEqualTo("must be an object of fields, was empty");
    }

    @Test
    void aKeyTwiceIsRefusedWithItsPlace() {
        assertThat(parse("{\"a\": 1,\n \"a\": 2}")).isEqualTo(new Malformed(2, 5, "must be JSON: Duplicate field 'a'"));
    }

    @Test
    void notANumberIsRefused() {
        assertThat(((Malformed) parse("{\"a\": NaN}")).message()).startsWith("must be JSON: Non-standard token 'NaN'");
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertThat(parse("{} {}")).isEqualTo(new Malformed(1, 4, "must hold one object and nothing after it"));
    }

    @Test
    void aCutFileIsRefused() {
        assertThat(parse("{\"a\": ")).isInstanceOf(Malformed.class);
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(((Malformed) parse("{\"a\":".repeat(33) + "1" + "}".repeat(33))).message())
                .isEqualTo("must nest at most 32 levels, in short names and numbers");
    }

    @Test
    void twoMegabytesAreRefusedUnread() {
        assertThat(ConfigJson.parse(new byte[2 << 20]))
                .isEqualTo(new Malformed(0, 0, "must be at most 1048576 bytes, was 2097152"));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        assertThat(ConfigJson.parse(new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'}))
                .isEqualTo(new Malformed(0, 0, "must be UTF-8"));
    }

    private static ConfigJson.Result parse(String text) {
        return ConfigJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
