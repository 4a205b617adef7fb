package dev.sweepbook.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sweepbook.load.ColumnCondition.Kind;
import dev.sweepbook.sweep.Expression;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ColumnConditionTest {
    private static final Map<String, Kind> COLUMNS =
            Map.of("tpot_seconds", Kind.NUMBER, "status", Kind.TEXT, "fits", Kind.FLAG);

    private static boolean holds(String text, Object... namesAndValues) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        Expression expression = ColumnCondition.read(text, COLUMNS);
        return expression.holds(values::get);
    }

    @Test
    void numbersTextsAndFlagsAreCompared() {
        assertThat(holds("tpot_seconds > 0.05", "tpot_seconds", 0.06)).isTrue();
        assertThat(holds("tpot_seconds > 0.05", "tpot_seconds", 0.05)).isFalse();
        assertThat(holds("fits == 'false' or status != \"ok\"", "fits", "false", "status", "ok"))
                .isTrue();
        assertThat(holds("hardware.memory < 1e9", "hardware.memory", 1e8)).isTrue();
    }

    @Test
    void aComparisonWithAnEmptyValueIsFalse() {
        assertThat(holds("tpot_seconds > 0.05")).isFalse();
        assertThat(holds("tpot_seconds <= 0.05", "tpot_seconds", Double.NaN)).isFalse();
        assertThat(holds("fits == 'false'")).isFalse();
        assertThat(holds("fits != 'false'")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    tpot_second > 1 | expression 'tpot_second > 1' names no column, 'tpot_second' at character 1; did you mean tpot_seconds?
                    tpot_seconds | expression 'tpot_seconds' must be a condition, such as batch_size > 8, is a number
                    fits == 'no' | expression 'fits == 'no'' can never hold: fits: must be 'true' or 'false', was 'no'
                    fits > 1 | expression 'fits > 1' compares text with a number
                    """)
    void whatIsNoConditionIsRefused(String text, String reason) {
        assertThatThrownBy(() -> ColumnCondition.read(text, COLUMNS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }
}
