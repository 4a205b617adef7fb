package dev.sweepbook.ooxml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaRowsTest {
    /** Row 5 of Board became rows 5 to 9; what stood below went down by four. */
    private static final RowMoves FIVE_LINES = new RowMoves() {
        @Override
        public boolean concerns(String sheet) {
            return sheet.equals("Board") || sheet.equals("My 'own' board");
        }

        @Override
        public int start(String sheet, int row) {
            return row <= 5 ? row : row + 4;
        }

        @Override
        public int end(String sheet, int row) {
            return row < 5 ? row : row + 4;
        }
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SUM(D5:D5)|SUM(D5:D9)",
                "D5|D5",
                "D8*$D$8|D12*$D$12",
                "SUM(D$1:D8)|SUM(D$1:D12)",
                "SUM(D1:D4)|SUM(D1:D4)",
                "MAX(H:H)+SUM(8:8)|MAX(H:H)+SUM(12:12)",
                "Board!D5:D5|Board!D5:D9",
                "'My ''own'' board'!D8|'My ''own'' board'!D12",
                "Other!D8+Other!D5:D5|Other!D8+Other!D5:D5",
                "sb_latency[Step D8]&\"D8 'D8'\"|sb_latency[Step D8]&\"D8 'D8'\"",
                "LOG10(8)+DEC2BIN(8)+ROUND(D8,2)|LOG10(8)+DEC2BIN(8)+ROUND(D12,2)",
                "IF(D8>1E5,8,$A8:B$8)|IF(D12>1E5,8,$A12:B$12)",
                "steps+D8_total+xD8y|steps+D8_total+xD8y",
            })
    void referencesFollowWhatTheyPointAt(String formula, String moved) {
        assertThat(FormulaRows.moved(formula, "Board", FIVE_LINES, false)).isEqualTo(moved);
    }

    @Test
    void aChartOverOneCellIsAChartOverItsLines() {
        assertThat(FormulaRows.moved("Board!$D$5", "", FIVE_LINES, true)).isEqualTo("Board!$D$5:$D$9");
        assertThat(FormulaRows.moved("Board!$D$4", "", FIVE_LINES, true)).isEqualTo("Board!$D$4");
        assertThat(FormulaRows.areas("D5 F5:G5 A1", "Board", FIVE_LINES)).isEqualTo("D5:D9 F5:G9 A1");
    }

    @ParameterizedTest
    @CsvSource({"C3*$F$1,C5*$F$1", "$C3+C$3,$C5+C$3", "Kosten!C3:C4,Kosten!C5:C6", "3+SUM(C:C),3+SUM(C:C)"})
    void aFormulaThatIsRepeatedTakesItsRelativeRowsAlong(String formula, String shifted) {
        assertThat(FormulaRows.shifted(formula, 2, 0)).isEqualTo(shifted);
    }

    @Test
    void columnsGoAlongToo() {
        assertThat(FormulaRows.shifted("A1+$A1+Z9", 0, 1)).isEqualTo("B1+$A1+AA9");
        assertThat(FormulaRows.shifted("B3", -5, -5)).isEqualTo("A1");
    }
}
