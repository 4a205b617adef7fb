package dev.sweepbook.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code templates/report.xlsx}: the named styles, to be restyled. Written anew by {@code -Dgolden=write}. */
class UsualTemplateTest {
    private static final Path COMMITTED = Path.of("templates/report.xlsx");

    private static byte[] made() throws IOException {
        Styles styles = new Styles();
        DeflatedPart part = new DeflatedPart(null);
        RowWriter rows = new RowWriter(part, 0);
        line(rows, 26, "How reports look", Look.TITLE, "", "");
        line(rows, 0, "Change a cell style of these names and save: every report follows.", Look.SENTENCE, "", "");
        line(rows, 0, "What stands on this sheet is replaced by the report's summary.", Look.SENTENCE, "", "");
        line(rows, 20, "Cell styles", Look.SECTION, "", "");
        for (Look look : Look.values()) {
            line(rows, 0, "Example", look, look.styleName(), use(look));
        }
        rows.flush();
        part.end();
        SheetPart sheet = new SheetPart(
                "Summary",
                List.of(),
                List.of(30.0, 24.0, 15.0),
                part,
                "",
                rows.row(),
                List.of(),
                List.of(),
                new SheetPart.Frame(0, 0));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new WorkbookFile("Report", "Sweepbook", styles).write(List.of(sheet), out);
        part.close();
        return out.toByteArray();
    }

    private static void line(RowWriter rows, double height, String text, Look look, String name, String use)
            throws IOException {
        rows.begin(height);
        rows.text(0, text, look.style());
        if (!name.isEmpty()) {
            rows.text(1, name, Look.TEXT.style());
            rows.text(2, use, Look.SENTENCE.style());
        }
        rows.end();
    }

    private static String use(Look look) {
        return switch (look) {
            case HEADER, NUMBER_HEADER -> "Headers of tables";
            case LABEL, NUMBER_LABEL -> "Headers on the summary";
            case MEMORY, COMPUTE, COMMS, OVERHEAD -> "What binds";
            case MISFIT, MISFIT_FLAG -> "Does not fit";
            case MUTED -> "Not supported";
            case FIELD, FIELD_NUMBER -> "Inputs of tables, to be edited";
            case NOTE -> "Notes, on one line";
            case HEADER_LINK -> "Headers that lead back to the summary";
            default -> "Cells";
        };
    }

    @Test
    void theCommittedOneIsTheOneThatIsMadeHere() throws IOException {
        if ("write".equals(System.getProperty("golden"))) {
            Files.write(COMMITTED, made());
        }

        assertThat(made()).isEqualTo(Files.readAllBytes(COMMITTED));
    }

    /** Contrast as WCAG 2 defines it: relative luminance of the lighter and the darker colour, each plus 0.05. */
    @ParameterizedTest
    @EnumSource(Look.class)
    void everyLookCanBeRead(Look look) {
        String ink = look.ink() == null ? "000000" : look.ink();
        String fill = look.fill() == null ? "FFFFFF" : look.fill();
        double light = Math.max(luminance(ink), luminance(fill));
        double dark = Math.min(luminance(ink), luminance(fill));

        assertThat((light + 0.05) / (dark + 0.05)).isGreaterThanOrEqualTo(4.5);
    }

    private static double luminance(String rgb) {
        double[] shares = {0.2126, 0.7152, 0.0722};
        double luminance = 0;
        for (int i = 0; i < 3; i++) {
            double value = Integer.parseInt(rgb.substring(2 * i, 2 * i + 2), 16) / 255.0;
            luminance += shares[i] * (value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
        }
        return luminance;
    }
}
