package dev.sweepbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "2024-01-01", "1.10", "007", "History", "=1+1", "推論", "a.b", "nullable", "com10"})
    void anOrdinaryNameIsTakenAsItStands(String name) {
        assertThat(Names.read(name)).isEqualTo(Reading.good(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"con", "NUL", "nul.txt", "Com1", "LPT9.a.b", "aux ", "prn"})
    void aDeviceNameOfWindowsIsRefused(String name) {
        assertThat(Names.read(name)).isInstanceOf(Reading.Bad.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "report.!the name must not end in a dot or a blank, was 'report.'",
                "a/b!the name must not hold any of the characters / \\ < > : \" | ? *, was 'a/b'",
                "a:b!the name must not hold any of the characters / \\ < > : \" | ? *, was 'a:b'",
                "COM1!the name must not be a reserved device name, was 'COM1'",
                "''!the name must not be empty or blank, was ''"
            })
    void theBrokenRuleIsNamed(String name, String reason) {
        assertThat(Names.read(name)).isEqualTo(Reading.bad(reason));
    }

    @Test
    void charactersAndBytesAreBothLimited() {
        assertThat(Names.read("x".repeat(100))).isEqualTo(Reading.good("x".repeat(100)));
        assertThat(Names.read("x".repeat(101)))
                .isEqualTo(Reading.bad("the name must be at most 100 characters long, has 101"));
        assertThat(Names.read("漢".repeat(67)))
                .isEqualTo(Reading.bad("the name is too long for file systems: at most 200 bytes in UTF-8, has 201"));
    }

    @Test
    void hiddenCharactersAreShownEscaped() {
        assertThat(Names.read("a\u202eb"))
                .isEqualTo(Reading.bad("the name must not hold control, bidirectional or invisible characters, holds"
                        + " U+202E right-to-left override in 'a\\u202Eb'"));
        for (String hidden : List.of("\u001b", "\u0000", "\u200b", "\ufeff", "\u2066", "\u0085", "\ufffe", "\ud800")) {
            assertThat(Names.read("a" + hidden)).isInstanceOf(Reading.Bad.class);
        }
    }

    @Test
    void longTextIsCutAndNothingInItSteersATerminal() {
        String shown = Shown.quoted("\u001b[2J" + "x".repeat(200));

        assertThat(shown).isEqualTo("'\\u001B[2J" + "x".repeat(76) + "…'");
    }

    @ParameterizedTest
    @CsvSource({
        "batch_sise,batch_size",
        "BATCH_SIZE,batch_size",
        "batch size,batch_size",
        "bacth_size,batch_size",
        "tensor_paralel,tensor_parallel",
        "prompt_token,prompt_tokens"
    })
    void theNearestNameIsFound(String written, String meant) {
        assertThat(Nearest.of(written, AxisNames.all())).isEqualTo(meant);
    }

    @Test
    void aNameLikeNoOtherHasNoNearest() {
        assertThat(Nearest.hint("zzzzzz", AxisNames.all())).isEmpty();
        assertThat(Nearest.hint("x".repeat(1_000_000), AxisNames.all())).isEmpty();
    }
}
