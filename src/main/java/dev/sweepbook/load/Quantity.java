package dev.sweepbook.load;

import dev.sweepbook.scenario.Dimension;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a number with its unit into the base unit of what it measures, exactly. */
final class Quantity {
    private static final Map<Dimension, Map<String, BigDecimal>> UNITS = Map.of(
            Dimension.BYTES, bytes(""),
            Dimension.BYTES_PER_SECOND, rates(),
            Dimension.FLOPS, units("FLOPS", "1", "GFLOPS", "1e9", "TFLOPS", "1e12", "PFLOPS", "1e15"),
            Dimension.SECONDS, units("s", "1", "ms", "1e-3", "us", "1e-6", "µs", "1e-6", "ns", "1e-9"),
            Dimension.WATTS, units("W", "1", "kW", "1e3"));
    private static final char GREEK_MU = 'μ';
    private static final char MICRO_SIGN = 'µ';

    private Quantity() {}

    private static Map<String, BigDecimal> units(String... namesAndFactors) {
        Map<String, BigDecimal> units = new LinkedHashMap<>();
        for (int i = 0; i < namesAndFactors.length; i += 2) {
            units.put(namesAndFactors[i], new BigDecimal(namesAndFactors[i + 1]));
        }
        return units;
    }

    private static Map<String, BigDecimal> bytes(String per) {
        Map<String, BigDecimal> units =
                units("B" + per, "1", "kB" + per, "1e3", "MB" + per, "1e6", "GB" + per, "1e9", "TB" + per, "1e12");
        BigDecimal factor = BigDecimal.ONE;
        for (String prefix : List.of("Ki", "Mi", "Gi", "Ti")) {
            factor = factor.multiply(BigDecimal.valueOf(1024));
            units.put(prefix + "B" + per, factor);
        }
        return units;
    }

    private static Map<String, BigDecimal> rates() {
        Map<String, BigDecimal> units = bytes("/s");
        units.put("Gb/s", new BigDecimal("125e6"));
        return units;
    }

    /** The units a dimension is written in; none where it is a bare number. */
    static List<String> units(Dimension dimension) {
        return List.copyOf(UNITS.getOrDefault(dimension, Map.of()).keySet());
    }

    static Reading<BigDecimal> read(String text, Dimension dimension) {
        int end = Numbers.end(text);
        Map<String, BigDecimal> units = UNITS.getOrDefault(dimension, Map.of());
        if (units.isEmpty() || end == 0 || end == text.length()) {
            return Numbers.read(text);
        }
        String unit = text.substring(end).replace(GREEK_MU, MICRO_SIGN);
        String bare = withoutLeadingBlanks(unit);
        BigDecimal factor = units.get(bare);
        if (factor != null) {
            return Numbers.read(text.substring(0, end)).then(number -> fitting(number.multiply(factor), text));
        }
        boolean numberGoesOn = bare.isEmpty() || "0123456789.,_:'%".indexOf(bare.charAt(0)) >= 0;
        if (numberGoesOn || bare.codePoints().anyMatch(Characters::mustBeEscaped)) {
            return Numbers.read(text);
        }
        return Reading.bad("has no unit Sweepbook knows, was " + Shown.quoted(text) + "; "
                + remedy(text.substring(0, end), bare, units));
    }

    private static Reading<BigDecimal> fitting(BigDecimal number, String text) {
        return Double.isInfinite(number.doubleValue())
                ? Reading.bad("must be finite as a double, was " + Shown.quoted(text))
                : Reading.good(number);
    }

    private static String withoutLeadingBlanks(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return text.substring(i);
    }

    private static String remedy(String number, String unit, Map<String, BigDecimal> units) {
        String meant = meant(unit, units);
        String suggestion = meant == null ? "" : "did you mean " + number + " " + meant + "? ";
        return suggestion + "the units are " + String.join(", ", units.keySet()) + "; a bare number is in "
                + units.keySet().iterator().next();
    }

    private static @Nullable String meant(String unit, Map<String, BigDecimal> units) {
        List<String> forms = new ArrayList<>(List.of(unit, unit + "B", unit + "B/s", unit + "/s", unit + "FLOPS"));
        if (unit.endsWith("ps")) {
            forms.add(unit.substring(0, unit.length() - 2) + "/s");
        }
        for (String form : forms) {
            for (String name : units.keySet()) {
                if (name.toLowerCase(Locale.ROOT).equals(form.toLowerCase(Locale.ROOT))) {
                    return name;
                }
            }
        }
        return null;
    }
}
