package dev.sweepbook.write;

import dev.sweepbook.report.Sheet;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** What a sheet is for, as the colour of its tab: the answer, what can be edited, results, what they stand on. */
enum Tab {
    ANSWER("1F3A5F"),
    INPUTS("D55E00"),
    RESULTS("0072B2"),
    REFERENCE("8C8C8C");

    private static final Map<Sheet, Tab> OTHERS = Map.of(
            Sheet.SUMMARY, ANSWER,
            Sheet.SCENARIOS, INPUTS,
            Sheet.MODELS, INPUTS,
            Sheet.HARDWARE, INPUTS,
            Sheet.WHAT_IF, INPUTS,
            Sheet.EQUATIONS, REFERENCE,
            Sheet.SOURCES, REFERENCE,
            Sheet.ERRATA, REFERENCE,
            Sheet.PROBLEMS, REFERENCE);

    private final String rgb;

    Tab(String rgb) {
        this.rgb = rgb;
    }

    /** Colours the tab of one of the report's sheets, continued ones too; those of a template stay as they are. */
    static void colour(XSSFSheet sheet) {
        if (sheet.getTabColor() != null) {
            return;
        }
        for (Sheet known : Sheet.values()) {
            if (sheet.getSheetName().equals(known.title())
                    || sheet.getSheetName().startsWith(known.title() + " (")) {
                int value = Integer.parseInt(OTHERS.getOrDefault(known, RESULTS).rgb, 16);
                byte[] bytes = {(byte) (value >> 16), (byte) (value >> 8), (byte) value};
                sheet.setTabColor(new XSSFColor(bytes));
            }
        }
    }
}
