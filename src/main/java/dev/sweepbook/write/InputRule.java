package dev.sweepbook.write;

import dev.sweepbook.report.Unit;
import dev.sweepbook.sweep.AxisType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTDataValidation;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTDataValidations;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.STDataValidationOperator;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.STDataValidationType;

/**
 * What a cell takes: one of a list, or a number within bounds. A spreadsheet refuses anything else with a message.
 *
 * @param cell such as {@code C12}
 * @param kind list, whole or decimal number
 * @param operator how a number stands to the bounds; between where there are two
 * @param first the list, or the bound
 * @param second the second bound, or null
 * @param blank whether the cell may be left empty
 * @param message what is said of anything else
 */
record InputRule(
        String cell,
        STDataValidationType.Enum kind,
        STDataValidationOperator.Enum operator,
        String first,
        @Nullable String second,
        boolean blank,
        String message) {
    private static final int LONGEST_LIST = 255;
    private static final String TITLE = "What-if";

    /** One of the values of a range. */
    static InputRule ofRange(String cell, String range, String message) {
        return list(cell, range, false, message);
    }

    /** A number of a scenario. */
    static InputRule ofNumber(String cell, String id) {
        String message = id + ": the number of a scenario, as on the sheet Scenarios.";
        return new InputRule(
                cell,
                STDataValidationType.WHOLE,
                STDataValidationOperator.GREATER_THAN_OR_EQUAL,
                "1",
                null,
                false,
                message);
    }

    /** One of some values; null where they cannot be listed in a rule. */
    static @Nullable InputRule ofValues(String cell, String id, Collection<?> values, boolean blank) {
        String listed = values.stream().map(InputRule::text).collect(Collectors.joining(","));
        boolean canBeListed = listed.length() <= LONGEST_LIST
                && values.stream().noneMatch(value -> text(value).matches(".*[,\"].*|\\s.*|.*\\s"));
        return canBeListed ? list(cell, '"' + listed + '"', blank, id + ": one of the list.") : null;
    }

    private static String text(Object value) {
        return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString(Math.round(number))
                : value.toString();
    }

    private static InputRule list(String cell, String list, boolean blank, String message) {
        return new InputRule(
                cell, STDataValidationType.LIST, STDataValidationOperator.BETWEEN, list, null, blank, message);
    }

    /** What an axis takes, null where it is a name. */
    static @Nullable InputRule of(String cell, String id, AxisType type, Unit unit, boolean blank) {
        if (type instanceof AxisType.Count count) {
            String message =
                    String.format(Locale.ROOT, "%s: a whole number from %,d to %,d.", id, count.least(), count.most());
            return new InputRule(
                    cell,
                    STDataValidationType.WHOLE,
                    STDataValidationOperator.BETWEEN,
                    Long.toString(count.least()),
                    Long.toString(count.most()),
                    blank,
                    message);
        } else if (type instanceof AxisType.Real real) {
            return real(cell, id, real, unit, blank);
        }
        return type instanceof AxisType.Choice choice ? ofValues(cell, id, choice.names(), blank) : null;
    }

    private static InputRule real(String cell, String id, AxisType.Real real, Unit unit, boolean blank) {
        String least = text(unit.given(real.least()));
        boolean open = Double.isInfinite(real.most());
        String bound = real.leastAllowed() ? "at least " : "above ";
        String of = unit.symbol().isEmpty() ? "" : ", in " + unit.symbol();
        String message = id + ": a number " + bound + least + (open ? "" : " and at most " + text(real.most())) + of
                + (blank ? ", or empty." : ".");
        if (open) {
            return decimal(
                    cell,
                    real.leastAllowed()
                            ? STDataValidationOperator.GREATER_THAN_OR_EQUAL
                            : STDataValidationOperator.GREATER_THAN,
                    least,
                    null,
                    blank,
                    message);
        }
        String from = real.leastAllowed() ? least : "0.000001"; // a rule of two bounds includes both
        return decimal(cell, STDataValidationOperator.BETWEEN, from, text(real.most()), blank, message);
    }

    private static InputRule decimal(
            String cell,
            STDataValidationOperator.Enum operator,
            String first,
            @Nullable String second,
            boolean blank,
            String message) {
        return new InputRule(cell, STDataValidationType.DECIMAL, operator, first, second, blank, message);
    }

    /** Puts rules onto a sheet. */
    static void add(XSSFSheet sheet, List<InputRule> rules) {
        CTDataValidations all = sheet.getCTWorksheet().addNewDataValidations();
        all.setCount(rules.size());
        for (InputRule rule : new ArrayList<>(rules)) {
            CTDataValidation one = all.addNewDataValidation();
            one.setType(rule.kind());
            if (rule.kind() != STDataValidationType.LIST) {
                one.setOperator(rule.operator());
            }
            one.setAllowBlank(rule.blank());
            one.setShowErrorMessage(true);
            one.setErrorTitle(TITLE);
            one.setError(rule.message());
            one.setSqref(List.of(rule.cell()));
            one.setFormula1(rule.first());
            if (rule.second() != null) {
                one.setFormula2(rule.second());
            }
        }
    }
}
