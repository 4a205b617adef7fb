package dev.sweepbook.load;

import dev.sweepbook.ooxml.Cell;
import dev.sweepbook.ooxml.CellStyles;
import dev.sweepbook.scenario.Dimension;
import dev.sweepbook.sweep.ShortestDecimal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cells of a workbook as the text a scenario file would have in their place. */
final class CellText {
    private static final int LONGEST_PLAIN = 60;
    private static final Map<String, String> SPELLINGS = Map.of(
            "GFLOP/s", "GFLOPS", "TFLOP/s", "TFLOPS", "PFLOP/s", "PFLOPS", "μs", "µs", "USD/h", "", "USD", "", "1/s",
            "");

    private final CellStyles styles;

    CellText(CellStyles styles) {
        this.styles = styles;
    }

    /** The text of a cell that holds something, or why it has none. */
    Reading<String> of(Cell cell) {
        return switch (cell.kind()) {
            case TEXT -> Reading.good(cell.value());
            case TRUTH -> Reading.good(cell.value().equals("1") ? "true" : "false");
            case ERROR ->
                Reading.bad("is the error " + Shown.plain(cell.value()) + " of a formula; put a value in its place");
            case EMPTY ->
                Reading.bad("is a formula that nobody has worked out; open and save the workbook in Excel or"
                        + " LibreOffice, or put the value in its place");
            case NUMBER ->
                styles.isDate(cell.style())
                        ? Reading.bad("is a date; give the cell the format of a number and type the value again")
                        : Reading.good(plain(number(cell.value())));
        };
    }

    /** The same with the unit of its column's header behind a bare number, of a value that is measured in a dimension. */
    Reading<String> of(Cell cell, String unit) {
        return of(cell).then(text -> {
            boolean bare = !unit.isEmpty() && Numbers.end(text) == text.length();
            return Reading.good(bare ? text + " " + unit : text);
        });
    }

    /** A unit as quantities are written, for one as a header shows it; empty for the base unit, nothing where unknown. */
    static Optional<String> unit(String header, Dimension dimension) {
        String spelled = SPELLINGS.getOrDefault(header, header);
        List<String> units = Quantity.units(dimension);
        return spelled.isEmpty() || units.contains(spelled) ? Optional.of(spelled) : Optional.empty();
    }

    /**
     * The number that was meant: programs write doubles with 17 digits, of which the last two are what binary left over.
     */
    static BigDecimal number(String written) {
        BigDecimal shortest = ShortestDecimal.of(Double.parseDouble(written));
        return shortest.precision() <= ShortestDecimal.CLEAN_DIGITS
                ? shortest
                : new BigDecimal(written).stripTrailingZeros();
    }

    private static String plain(BigDecimal number) {
        String plain = number.signum() == 0 ? "0" : number.toPlainString();
        return plain.length() <= LONGEST_PLAIN ? plain : number.toString();
    }
}
