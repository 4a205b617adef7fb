package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The same text as the library's, which is slower. */
class FixedTest {
    @Test
    void numbersAreWrittenAsTheLibraryWritesThem() {
        assertThat(Fixed.whole(1481)).isEqualTo("1,481");
        assertThat(Fixed.whole(1234567)).isEqualTo("1,234,567");
        assertThat(Fixed.twoDecimals(0.999)).isEqualTo("1.00");
        assertThat(Fixed.twoDecimals(0.05)).isEqualTo("0.05");
        assertThat(Fixed.twoDecimals(1.005)).isEqualTo("1.01");
        assertThat(Fixed.twoDecimals(12_345.678)).isEqualTo("12,345.68");
        assertThat(Fixed.whole(1e30)).isEqualTo(String.format(Locale.ROOT, "%,.0f", 1e30));
        assertThat(Fixed.whole(-0.0)).isEqualTo("-0");
    }

    @Test
    void manyOfThemToo() {
        Random random = new Random(11);
        for (int i = 0; i < 100_000; i++) {
            double value = (random.nextInt(20) == 0 ? -1 : 1)
                    * random.nextInt(2000)
                    * Math.pow(10, random.nextInt(12) - 4)
                    * (random.nextBoolean() ? 1 : random.nextDouble());
            assertThat(Fixed.twoDecimals(value)).isEqualTo(String.format(Locale.ROOT, "%,.2f", value));
            assertThat(Fixed.whole(value)).isEqualTo(String.format(Locale.ROOT, "%,.0f", value));
        }
    }
}
