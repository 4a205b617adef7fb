package dev.sweepbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
    @ParameterizedTest
    @CsvSource({
        "MICROSECONDS,1e-5,10",
        "MICROSECONDS,1.1e-6,1.1",
        "SHARE,0.29,29",
        "GIGABYTES,85.52e9,85.52",
        "TERAFLOP_PER_SECOND,989e12,989",
        "GIGABYTES,0,0"
    })
    void whatWasGivenIsShownWithItsOwnDigits(Unit unit, double base, double shown) {
        assertThat(unit.given(base)).isEqualTo(shown);
    }

    @Test
    void whatIsShownReadsBackAsWhatWasGiven() {
        Random random = new Random(7);
        for (Unit unit : Unit.values()) {
            for (int i = 0; i < 1000; i++) {
                double typed = random.nextInt(1_000_000_000) / Math.pow(10, random.nextInt(9));
                int digits = (int) Math.round(Math.log10(unit.perShown()));
                double base = new BigDecimal(Double.toString(typed))
                        .scaleByPowerOfTen(digits)
                        .doubleValue();
                assertThat(unit.given(base)).as(unit + " " + typed).isEqualTo(typed);
            }
        }
    }
}
