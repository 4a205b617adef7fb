package dev.sweepbook.live;

import dev.sweepbook.estimate.PeakFamily;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.sweep.HardwareFieldAxis;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code device.memory} and {@code PEAK(family)} are in one workbook: scenarios may set a device's numbers. */
final class Macros {
    private static final Pattern DEVICE = Pattern.compile("device\\.([a-z0-9_.]+)");
    private static final Pattern CALIBRATED = Pattern.compile("\\bcal\\.([a-z_]+)");
    private static final Pattern COUNTED = Pattern.compile("\\bof\\.([a-z_]+)");
    private static final String PEAK = "PEAK(";
    private static final String EXPERTS = "MOE(";

    private final Set<AcceleratorField> asked;
    private final String modelKey;
    private final boolean hasExperts;

    /**
     * The words of a workbook.
     *
     * @param asked the numbers of devices that scenarios set themselves
     * @param modelKey what tells their models apart
     * @param hasExperts whether any of the models may have routed experts
     */
    Macros(Set<AcceleratorField> asked, String modelKey, boolean hasExperts) {
        this.asked = Set.copyOf(asked);
        this.modelKey = modelKey;
        this.hasExperts = hasExperts;
    }

    /** Whether any of the models may have routed experts. */
    boolean hasExperts() {
        return hasExperts;
    }

    String expand(String formula) {
        String text = formula.replace("modelKey", modelKey);
        text = replaced(text, EXPERTS, inner -> hasExperts ? "(" + inner + ")" : "0");
        text = replaced(text, PEAK, this::peak);
        text = CALIBRATED.matcher(text).replaceAll("INDEX(c_$1,calibrationRow)");
        text = COUNTED.matcher(text).replaceAll("INDEX(m_$1,modelRow)");
        Matcher device = DEVICE.matcher(text);
        return device.replaceAll(found -> Matcher.quoteReplacement(
                device(AcceleratorField.of(found.group(1)).orElseThrow())));
    }

    private static String replaced(String formula, String word, UnaryOperator<String> by) {
        String text = formula;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word)) {
            int end = closing(text, at + word.length());
            String inner = text.substring(at + word.length(), end);
            text = text.substring(0, at) + by.apply(inner) + text.substring(end + 1);
        }
        return text;
    }

    private static int closing(String text, int from) {
        int depth = 1;
        int at = from;
        while (depth > 0) {
            char c = text.charAt(at++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return at - 1;
    }

    private String device(AcceleratorField field) {
        String own = "INDEX(h_" + column(field) + ",deviceRow)";
        if (field == AcceleratorField.REPORTED_MEMORY && asked.contains(AcceleratorField.MEMORY)) {
            own = "IF(" + HardwareColumns.asked(AcceleratorField.MEMORY) + "=\"\"," + own + ",NA())";
        }
        if (!asked.contains(field)) {
            return own;
        }
        String cell = HardwareColumns.asked(field);
        return "IF(" + cell + "=\"\"," + own + "," + HardwareColumns.base(field, cell) + ")";
    }

    private String peak(String family) {
        List<List<AcceleratorField>> families = PeakFamily.all();
        if (families.stream().flatMap(List::stream).noneMatch(asked::contains)) {
            return "INDEX(h_best,deviceRow," + family + ")";
        }
        StringBuilder choice = new StringBuilder("CHOOSE(").append(family);
        for (List<AcceleratorField> peaks : families) {
            choice.append(',')
                    .append(HardwareColumns.first(
                            peaks.stream().map(this::device).toList()));
        }
        return choice.append(')').toString();
    }

    static String column(AcceleratorField field) {
        return field.id().replace('.', '_');
    }

    static HardwareFieldAxis axis(AcceleratorField field) {
        return new HardwareFieldAxis(field);
    }
}
