package dev.sweepbook.load;

import dev.sweepbook.sweep.Expression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a condition over the columns of an output, in the grammar of exclusions. */
public final class ColumnCondition {
    private ColumnCondition() {}

    /** What a column holds. */
    public enum Kind {
        NUMBER,
        TEXT,
        /** {@code 'true'} or {@code 'false'}. */
        FLAG
    }

    /**
     * Reads a condition.
     *
     * @param text what was written
     * @param columns the columns by id; fields of devices and models are known besides
     * @return the condition
     * @throws IllegalArgumentException with the reason where it is none
     */
    public static Expression read(String text, Map<String, Kind> columns) {
        Reading<Expression> reading = ExpressionParser.read(text, new Scope(columns));
        if (reading instanceof Reading.Good<Expression> good) {
            return good.value();
        }
        throw new IllegalArgumentException(reading instanceof Reading.Bad<Expression> bad ? bad.reason() : text);
    }

    private record Scope(Map<String, Kind> columns) implements ExpressionScope {
        @Override
        public @Nullable Type type(String name) {
            Kind kind = columns.get(name);
            if (kind != null) {
                return kind == Kind.NUMBER ? Type.NUMBER : Type.TEXT;
            }
            return AxisNames.find(name)
                    .map(key -> AxisValues.isNumeric(key) ? Type.NUMBER : Type.TEXT)
                    .orElse(null);
        }

        @Override
        public Collection<String> names() {
            List<String> names = new ArrayList<>(columns.keySet());
            names.addAll(AxisNames.all());
            return names;
        }

        @Override
        public @Nullable String textFault(String name, String text) {
            boolean flag = columns.get(name) == Kind.FLAG;
            return flag && !text.equals("true") && !text.equals("false")
                    ? "must be 'true' or 'false', was " + Shown.quoted(text)
                    : null;
        }

        @Override
        public String unknown() {
            return "names no column";
        }
    }
}
