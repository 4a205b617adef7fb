package dev.sweepbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.SweepFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvScenariosTest {
    private static final String HEAD = "model,hardware,batch_size\n";
    private static final String ROW = "llama-3-8b,h100-sxm,";

    @TempDir
    Path root;

    private ScenarioFolder folder;

    @BeforeEach
    void openFolder() {
        folder = new ScenarioFolder(root);
    }

    private static List<Object> column(SweepFile file, int key) {
        return file.sweeps().get(0).axes().get(0).steps().stream()
                .<Object>map(step -> step.get(key))
                .toList();
    }

    @Test
    void everyRowIsAScenario() {
        SweepFile file = folder.csv("model,hardware,batch_size,hardware.memory\n" + ROW + "8,96 GB\n" + ROW + ",\n");
        GridAxis rows = file.sweeps().get(0).axes().get(0);

        assertThat(rows.keys())
                .extracting(AxisKey::id)
                .containsExactly("model", "hardware", "batch_size", "hardware.memory");
        assertThat(rows.size()).isEqualTo(2);
        assertThat(rows.steps().get(0).subList(2, 4)).isEqualTo(List.of(8L, 96e9));
        assertThat(rows.steps().get(1).get(2)).isNull();
        assertThat(file.name()).isEqualTo("x");
        assertThat(file.remarks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineEndCounts(String end) {
        String text = (HEAD + ROW + "8\n" + ROW + "16\n").replace("\n", end);

        assertThat(column(folder.csv(text), 2)).containsExactly(8L, 16L);
        assertThat(folder.csvProblems(text.replace("16", "0")))
                .containsExactly("3:21: batch_size: must be at least 1, was 0");
    }

    @Test
    void theLastLineNeedsNoEnd() {
        assertThat(column(folder.csv(HEAD + ROW + "8"), 2)).containsExactly(8L);
        assertThat(column(folder.csv(HEAD + ROW), 2)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {";!semicolon", "\\t!tab"})
    void anotherSeparatorIsSeenAndSaid(String separator, String name) {
        String text = (HEAD + ROW + "8\n").replace(",", separator.translateEscapes());

        assertThat(folder.csv(text).remarks()).containsExactly("fields are separated by a " + name);
        assertThat(folder.csv("sep=" + separator.translateEscapes() + "\r\n" + text)
                        .remarks())
                .containsExactly("fields are separated by a " + name);
    }

    @Test
    void aSeparatorThatIsNoneIsRefused() {
        assertThat(folder.csvProblems("sep=|\n" + HEAD))
                .containsExactly("1:5: the separator must be a comma, a semicolon or a tab, sep= gives '|'");
        assertThat(folder.csvProblems("model|hardware\n"))
                .containsExactly("1:1: the first line must be the header, axis names such as"
                        + " model,hardware,batch_size; was 'model|hardware'; fields are separated by commas,"
                        + " semicolons or tabs, not by |");
    }

    @Test
    void utf16WithAMarkIsReadAndSaid() {
        byte[] bytes = ("\ufeff" + (HEAD + ROW + "8\r\n").replace(",", "\t")).getBytes(StandardCharsets.UTF_16LE);

        assertThat(ScenarioFolder.good(folder.load(folder.write("x.csv", bytes)))
                        .remarks())
                .containsExactly("fields are separated by a tab", "the file is encoded in UTF-16");
        assertThat(ScenarioFolder.messages(
                        folder.load(folder.write("x.csv", (HEAD + ROW).getBytes(StandardCharsets.UTF_16BE)))))
                .containsExactly(
                        "1:1: the file holds NUL bytes, as UTF-16 without a byte order mark does: save it as UTF-8");
    }

    @Test
    void wrongBytesAreNamedFarIntoTheFile() {
        byte[] bytes = (HEAD + "\n".repeat(100_000) + ROW + "\u00e9\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(ScenarioFolder.messages(folder.load(folder.write("x.csv", bytes))))
                .containsExactly("100002:21: the file is not valid UTF-8: found the bytes E9; save it as UTF-8");
    }

    @Test
    void quotedFieldsHoldWhatTheyHold() {
        assertThat(column(
                        folder.csv("\"model\",\"hardware\",\"batch_size\"\n\"llama-3-8b\", \"h100-sxm\" ,\"8\"\n"), 2))
                .containsExactly(8L);
        assertThat(folder.csvProblems(HEAD + "\"a\"\"b,\nc\",h100-sxm,0\n"))
                .containsExactly(
                        "2:1: model: there is no model 'a\"b,\\nc'; see `sweepbook catalog models`",
                        "3:13: batch_size: must be at least 1, was 0");
        assertThat(folder.csvProblems(HEAD + "\"llama\"3,h100-sxm,8\n"))
                .containsExactly("2:8: after a closing quote comes a separator or the end of the line, found '3'; a"
                        + " quote inside a field is written twice");
    }

    @Test
    void aQuoteNeverClosedIsNamedWhereItOpens() {
        assertThat(folder.csvProblems(HEAD + ROW + "8\n\"" + ROW + "9\n" + ROW + "10\n"))
                .containsExactly("3:1: the quote opened here is never closed");
        assertThat(folder.csvProblems(HEAD + ROW + "8\n\"" + (ROW + "9\n").repeat(2_000)))
                .containsExactly("3:1: a field is at most 32,767 characters long; the quote opened here is not closed"
                        + " by then");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model,hardware,batch_size,batch_size|1:27: batch_size: duplicate column, the header has it as column 3 already",
                "model,hardware,batch_size,BATCH_SIZE|1:27: BATCH_SIZE: duplicate column, the header has it as column 3 already as batch_size",
                "model,hardware,batch_sise|1:16: header 'batch_sise': is no axis; did you mean batch_size?",
                "model,hardware,,batch_size|1:16: column 3 has no name in the header",
                "model,batch_size|1: hardware: the column is missing from the header",
                "model,hardware,batch\u00a0size|1:16: header 'batch\\u00A0size' holds U+00A0 no-break space; did you mean batch_size?",
                "llama-3-8b,h100-sxm,8|1:1: the first line must be the header, axis names such as model,hardware,batch_size; was 'llama-3-8b,h100-sxm,8'"
            })
    void aBadHeaderNamesItsFault(String header, String message) {
        assertThat(folder.csvProblems(header + "\n")).contains(message);
    }

    @Test
    void rowsAreCheckedUnderABadHeaderToo() {
        assertThat(folder.csvProblems("model,hardware,batch_size,x\n" + ROW + "0,1\n"))
                .containsExactly("1:27: header 'x': is no axis", "2:21: batch_size: must be at least 1, was 0");
    }

    @Test
    void raggedRowsAreRefusedWithTheirLine() {
        assertThat(folder.csvProblems(HEAD + "\n" + "llama-3-8b,h100-sxm\n" + ROW + "8,9\n"))
                .containsExactly(
                        "3:1: has 2 fields where the header has 3 columns",
                        "4:1: has 4 fields where the header has 3 columns");
    }

    @Test
    void emptyRowsAreSkippedAndCounted() {
        assertThat(folder.csv("\n" + HEAD + "\n" + ROW + "8\n,,\n  , ,\n").remarks())
                .containsExactly("3 empty rows were skipped");
    }

    @Test
    void emptyColumnsAtTheEndStayEmpty() {
        assertThat(column(folder.csv("model,hardware,batch_size,,\n" + ROW + "8,,\n"), 2))
                .containsExactly(8L);
        assertThat(folder.csvProblems("model,hardware,batch_size,,\n" + ROW + "8,,9\n"))
                .containsExactly("2:24: column 5 has no name in the header, found '9'");
    }

    @Test
    void modelAndHardwareMustBeThere() {
        assertThat(folder.csvProblems(HEAD + ",h100-sxm,8\n"))
                .containsExactly("2:1: model: must not be empty, every row names one");
    }

    @Test
    void twoEqualRowsAreRefusedWhateverTheyAreWrittenAs() {
        assertThat(folder.csvProblems(
                        "model,hardware,batch_size,hardware.memory\n" + ROW + "1,\n" + ROW + ",80 GB\n" + ROW + "2,\n"))
                .containsExactly("3: is the same scenario as line 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n\n", "\r\n", "\ufeff", "", "  \n"})
    void anEmptyFileIsSaidToBeEmpty(String text) {
        assertThat(folder.csvProblems(text)).singleElement().asString().startsWith("1:1: the file is empty");
    }

    @Test
    void aHeaderAloneIsNoScenario() {
        assertThat(folder.csvProblems(HEAD)).containsExactly("1:1: the file has a header and no rows");
    }

    @Test
    void columnsAndCharactersAreLimitedWhileReading() {
        assertThat(folder.csvProblems("model,hardware" + ",c".repeat(20_000) + "\n"))
                .containsExactly("1: a record has at most 1,024 columns, this has more");
        assertThat(folder.csvProblems(HEAD + "x".repeat(2_000_000) + ",h100-sxm,8\n"))
                .containsExactly("2:32768: a field is at most 32,767 characters long, this is longer");
        assertThat(folder.csvProblems(HEAD + " ".repeat(40_000) + "\n"))
                .containsExactly("2:32768: a field is at most 32,767 characters long, this is longer");
        assertThat(folder.csvProblems(HEAD + ROW + "8\u0000\n"))
                .containsExactly("1:1: the file holds NUL bytes: it is a binary file, or its encoding is neither UTF-8"
                        + " nor marked as UTF-16");
    }

    @Test
    void blanksAroundFieldsGoAndOtherBlanksStay() {
        assertThat(column(folder.csv(" model , hardware,batch_size \n llama-3-8b , h100-sxm, 8 \n"), 2))
                .containsExactly(8L);
        assertThat(folder.csvProblems(HEAD + ROW + "8\t\n"))
                .containsExactly(
                        "2:21: batch_size: must be a number, was '8\\t'; it holds U+0009 character tabulation");
    }

    @Test
    void theLimitCountsRows() {
        Path file = folder.write("x.csv", HEAD + ROW + "1\n" + ROW + "2\n" + ROW + "3\n");

        assertThat(folder.load(file, 3).problems().isEmpty()).isTrue();
        assertThat(ScenarioFolder.messages(folder.load(file, 2)))
                .containsExactly("has 3 rows, above the limit of 2; split the file, or raise the limit with --limit");
    }

    @Test
    void manyRowsShareTheirValues() {
        StringBuilder text = new StringBuilder("model,hardware,batch_size,prompt_tokens\n");
        for (int i = 0; i < 50_000; i++) {
            text.append(ROW).append(1 + i % 100).append(',').append(i / 100).append('\n');
        }
        GridAxis rows = folder.csv(text.toString()).sweeps().get(0).axes().get(0);

        assertThat(rows.size()).isEqualTo(50_000);
        assertThat(rows.steps().get(0).get(0)).isSameAs(rows.steps().get(49_999).get(0));
        assertThat(rows.steps().get(99).get(2))
                .isSameAs(rows.steps().get(49_999).get(2));
    }

    @Test
    void moreProblemsThanAreKeptAreCounted() {
        Loaded loaded = folder.load("x.csv", HEAD + (ROW + "0\n").repeat(300));

        assertThat(loaded.problems().count()).isEqualTo(300);
        assertThat(loaded.problems().first()).hasSize(50);
    }
}
