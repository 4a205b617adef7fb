package dev.sweepbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({"0,0", "8,8", "-8,-8", "0.1,0.1", "1e3,1000", "1E3,1000", "2.5e-1,0.25", "1.5e+2,150"})
    void aJsonNumberIsReadExactly(String text, BigDecimal expected) {
        assertThat(Numbers.read(text))
                .isInstanceOfSatisfying(
                        Reading.Good.class,
                        good -> assertThat((BigDecimal) good.value()).isEqualByComparingTo(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|must be a number, was ''; write a number",
                "010|must be a number, was '010'; a leading zero means octal to some; write 10, and thousands without a comma",
                "0x10|must be a number, was '0x10'; hexadecimal, octal and binary are not read; write it in base ten",
                "0o17|must be a number, was '0o17'; hexadecimal, octal and binary are not read; write it in base ten",
                "1_000|must be a number, was '1_000'; write the digits without separators",
                "1,000|must be a number, was '1,000'; the decimal sign is a point and thousands are not separated",
                "1 000|must be a number, was '1 000'; write the digits without blanks",
                "12:30|must be a number, was '12:30'; a number has no colons; some readers take it for base sixty",
                "+8|must be a number, was '+8'; leave the plus sign out",
                "8d|must be a number, was '8d'; found 'd' after the number",
                ".5|must be a number, was '.5'; write a zero before the point, 0.5",
                "5.|must be a number, was '5.'; leave the point out or write a digit after it",
                "95%|must be a number, was '95%'; write the fraction 0.95",
                "NaN|must be a number, was 'NaN'; write a finite number",
                "-.inf|must be a number, was '-.inf'; write a finite number",
                "Infinity|must be a number, was 'Infinity'; write a finite number",
                "#DIV/0!|must be a number, was '#DIV/0!'; a spreadsheet put an error here",
                "eight|must be a number, was 'eight'",
                "-0|must be a number without a minus sign before zero, was -0; write 0",
                "1e400|must be finite as a double, was '1e400'",
                "1e-400|must not be nearer to 0 than a double can tell, was '1e-400'",
                "1e99999|must be a number of at most 100 digits that fits a double, was '1e99999'"
            })
    void whatOnlyLooksLikeANumberIsRefusedWithTheRemedy(String text, String reason) {
        assertThat(Numbers.read(text)).isEqualTo(Reading.bad(reason));
    }

    @Test
    void digitsOfOtherScriptsAreNamed() {
        assertThat(Numbers.read("８"))
                .isEqualTo(Reading.bad("must be a number, was '８'; it holds U+FF18 fullwidth digit eight; write the"
                        + " digits 0 to 9"));
    }

    @Test
    void aNoBreakSpaceIsShownAsWhatItIs() {
        assertThat(Numbers.read("8\u00a0"))
                .isEqualTo(Reading.bad("must be a number, was '8\\u00A0'; it holds U+00A0 no-break space"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "e", "1e", "1e+", "--1", "0x", "1.e3", "٣", "1e1e1", "0x1p10", "NULL", "true"})
    void nothingElsePasses(String text) {
        assertThat(Numbers.read(text)).isInstanceOf(Reading.Bad.class);
    }
}
