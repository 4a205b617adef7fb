package dev.sweepbook.ooxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiecesTest {
    @ParameterizedTest
    @CsvSource({"A1,1,1", "Z9,9,26", "AA10,10,27", "$F$12,12,6", "xfd1048576,1048576,16384"})
    void aReferenceIsARowAndAColumn(String text, int row, int column) {
        assertThat(CellPlace.of(text)).contains(new CellPlace(row, column));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "1", "A0", "A01", "XFE1", "AAAA1", "A1048577", "A1B", "A-1", "A1:B2", "A12345678"})
    void whatNamesNoCellIsNone(String text) {
        assertThat(CellPlace.of(text)).isEmpty();
    }

    @Test
    void columnsHaveLetters() {
        assertThat(List.of(
                        CellPlace.letters(1), CellPlace.letters(26), CellPlace.letters(27), CellPlace.letters(16_384)))
                .containsExactly("A", "Z", "AA", "XFD");
    }

    @Test
    void anAreaIsReadFromAnyCorner() {
        assertThat(Area.of("$C$9:A2")).map(Area::toString).contains("A2:C9");
        assertThat(Area.of("B2")).map(Area::toString).contains("B2");
        assertThat(Area.of("A:B")).isEmpty();
    }

    @Test
    void areasMeetWhereTheyShareACell() {
        Area area = Area.of("B2:C3").orElseThrow();
        assertThat(area.meets(Area.of("C3:D4").orElseThrow())).isTrue();
        assertThat(area.meets(Area.of("D2:E3").orElseThrow())).isFalse();
        assertThat(area.meets(Area.of("B4:C5").orElseThrow())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "xl/workbook.xml,worksheets/s.xml,xl/worksheets/s.xml",
        "xl/worksheets/s.xml,../media/a.png,xl/media/a.png",
        "xl/worksheets/s.xml,/xl/tables/t.xml,xl/tables/t.xml",
        "'',xl/workbook.xml,xl/workbook.xml",
    })
    void aTargetIsFoundFromThePartThatNamesIt(String from, String target, String found) {
        assertThat(new Relation("r", "x/y", target, false).resolved(from)).isEqualTo(found);
    }

    @Test
    void aTargetThatClimbsOutIsNone() {
        assertThat(new Relation("r", "x/y", "../../a.xml", false).resolved("xl/workbook.xml"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"xl/_rels/workbook.xml.rels,xl/workbook.xml", "_rels/.rels,''", "xl/a.xml,", "xl/my_rels/a.xml.rels,"})
    void aPartOfRelationsBelongsToAnother(String rels, String owner) {
        assertThat(Relation.ownerOf(rels)).isEqualTo(owner);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yyyy-mm-dd|true",
                "[h]:mm|true",
                "0.00|false",
                "General|false",
                "[Red]0.0|false",
                "0 \"days\"|false",
                "#,##0\\ \\m|false",
                "[$-409]d-mmm|true",
                "\"TRUE\";\"TRUE\";\"FALSE\"|false"
            })
    void aDateIsToldByItsFormat(String code, boolean date) {
        assertThat(CellStyles.isDate(code)).isEqualTo(date);
    }

    @Test
    void placeholdersAreFoundAndFilled() {
        assertThat(Placeholders.names("${a} and ${b.c}, ${open")).containsExactly("a", "b.c", "open");
        assertThat(Placeholders.isOne("${a}")).isTrue();
        assertThat(Placeholders.isOne("${a} ${b}")).isFalse();
        assertThat(Placeholders.filled("${a} on ${b}!", name -> name.equals("a") ? "$1" : "${a}"))
                .isEqualTo("$1 on ${a}!");
    }

    @Test
    void escapesOfXmlAreUndone() {
        assertThat(RichText.unescaped("a_x000A_b_x005F_x000A_")).isEqualTo("a\nb_x000A_");
        assertThat(RichText.unescaped("_x00G0_ _x")).isEqualTo("_x00G0_ _x");
    }

    @Test
    void theTokensOfAFormulaAreTheFormula() {
        String formula = "SUM('It''s'!$A$1:B2, T[[#All],[a']b]]) & \"q\"\"[1]\" -Größe.x";
        assertThat(FormulaToken.of(formula).stream().map(FormulaToken::text).toList())
                .containsExactly(
                        "SUM",
                        "(",
                        "'It''s'",
                        "!",
                        "$A$1",
                        ":",
                        "B2",
                        ",",
                        " ",
                        "T",
                        "[[#All],[a']b]]",
                        ")",
                        " ",
                        "&",
                        " ",
                        "\"q\"\"[1]\"",
                        " ",
                        "-",
                        "Größe.x");
    }
}
