package dev.sweepbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.sweep.Expression;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionParserTest {
    private static final ExpressionScope SCOPE = new ExpressionScope() {
        @Override
        public @Nullable Type type(String name) {
            return switch (name) {
                case "a", "b", "empty", "hardware.memory" -> Type.NUMBER;
                case "dtype", "unset" -> Type.TEXT;
                default -> null;
            };
        }

        @Override
        public Collection<String> names() {
            return List.of("a", "b", "empty", "dtype", "unset", "hardware.memory");
        }

        @Override
        public @Nullable String textFault(String name, String text) {
            return name.equals("dtype") && text.equals("fp9") ? "must be one of fp8, bf16, was 'fp9'" : null;
        }
    };
    private static final Map<String, Object> VALUES =
            new HashMap<>(Map.of("a", 7.0, "b", 2.0, "dtype", "fp8", "hardware.memory", 80e9));

    private static boolean holds(String text) {
        Reading<Expression> reading = ExpressionParser.read(text, SCOPE);
        assertThat(reading).as(text).isInstanceOf(Reading.Good.class);
        return ((Reading.Good<Expression>) reading).value().holds(VALUES::get);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a == 7",
                "a != 2",
                "a > b and b > 1",
                "a < b or b < 3",
                "not a < b",
                "not not a == 7",
                "1 + 2 * 3 == a",
                "(1 + 2) * 3 == 9",
                "a - b - 1 == 4",
                "a % b == 1",
                "8 / 4 / 2 == 1",
                "-b == 0 - 2",
                "--b == 2",
                "-b * 3 == -6",
                "a in [1, 7, 9]",
                "not a in [1, 2]",
                "dtype == 'fp8'",
                "dtype != \"bf16\"",
                "dtype in ['fp8', 'bf16']",
                "'fp8' == dtype",
                "min(a, b) == 2",
                "max(a, b, 9) == 9",
                "ceil(a / b) == 4",
                "floor(a / b) == 3",
                "hardware.memory >= 8e10",
                "a == 7 or a == 1 and a == 2",
                "not (a == 1 or a == 2) and b == 2"
            })
    void theGrammarBindsLoosestFirst(String text) {
        assertThat(holds(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "empty == 1",
                "empty != 1",
                "empty < 1",
                "empty >= 1",
                "empty in [1]",
                "empty + 1 != 3",
                "unset == 'x'",
                "unset != 'x'"
            })
    void aComparisonWithAnEmptyValueDoesNotHold(String text) {
        assertThat(holds(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "a = 7¦cannot hold '=' at character 3; equal is ==",
                "a > 1 > 0¦ends before '>' at character 7; comparisons are not chained, join two with and",
                "c > 1¦names no axis of this sweep, 'c' at character 1; did you mean a?",
                "hardware.memry > 1¦names no axis of this sweep, 'hardware.memry' at character 1; did you mean hardware.memory?",
                "a > 'x'¦compares a number with text",
                "dtype < 'fp8'¦compares text with <; text is only equal (==) or not (!=)",
                "dtype == 'fp9'¦can never hold: dtype: must be one of fp8, bf16, was 'fp9'",
                "a + b¦must be a condition, such as batch_size > 8, is a number",
                "a and b¦gives and a number where a condition is due",
                "dtype + 1 > 2¦gives + text where a number is due",
                "(a > 1¦needs ) before the end",
                "a >¦needs a number, a text or a name before the end",
                "a > 80 GB¦ends before 'GB' at character 8",
                "a > 80GB¦takes numbers in base units without a unit, found '80GB' at character 5",
                "a > 0x10¦takes numbers in base units without a unit, found '0x10' at character 5",
                "a > 010¦takes numbers in base units without a unit, found '010' at character 5",
                "dtype == 'fp8¦has a quote at character 10 that is never closed",
                "a && b¦cannot hold '&' at character 3; write and",
                "a not in [1]¦ends before 'not' at character 3; write not x in [a, b]",
                "ceil(a, b) > 1¦gives ceil 2 numbers; it takes one",
                "a > 1e999¦holds a number that does not fit a double, '1e999' at character 5",
                "2a > 1¦takes numbers in base units without a unit, found '2a' at character 1",
                "a ** 2 > 1¦needs a number, a text or a name before '*' at character 4",
                "a > 1;¦cannot hold ';' at character 6",
                "a in []¦needs a number, a text or a name before ']' at character 7"
            })
    void whatTheGrammarLacksIsNamed(String text, String reason) {
        assertThat(ExpressionParser.read(text, SCOPE))
                .isEqualTo(Reading.bad("expression " + Shown.quoted(text) + " " + reason));
    }

    @Test
    void depthAndLengthAreLimited() {
        assertThat(ExpressionParser.read("(".repeat(33) + "a > 1" + ")".repeat(33), SCOPE))
                .isInstanceOfSatisfying(
                        Reading.Bad.class, bad -> assertThat(bad.reason()).endsWith("is nested deeper than 32 levels"));
        assertThat(ExpressionParser.read("not ".repeat(499) + "a > 1", SCOPE)).isInstanceOf(Reading.Bad.class);
        assertThat(ExpressionParser.read("a > " + "-".repeat(1990) + "1", SCOPE))
                .isInstanceOf(Reading.Bad.class);
        assertThat(ExpressionParser.read("a > 1" + " ".repeat(2000), SCOPE))
                .isEqualTo(Reading.bad("an expression is at most 2,000 characters long, has 2,005"));
        assertThat(holds("a > 0" + " + 1".repeat(450))).isFalse();
    }

    @Test
    void theNamesItReadsAreKnownInOrder() {
        Reading<Expression> reading = ExpressionParser.read("b > 1 and dtype == 'fp8' or a > b", SCOPE);

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Good.class,
                        good -> assertThat(((Expression) good.value()).names()).containsExactly("b", "dtype", "a"));
    }
}
