package dev.sweepbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.Dimension;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "80 GB,BYTES,80000000000",
        "80GB,BYTES,80000000000",
        "80e9,BYTES,80000000000",
        "1 KiB,BYTES,1024",
        "2 GiB,BYTES,2147483648",
        "1 TiB,BYTES,1099511627776",
        "4 kB,BYTES,4000",
        "3.35 TB/s,BYTES_PER_SECOND,3350000000000",
        "400 Gb/s,BYTES_PER_SECOND,50000000000",
        "989 TFLOPS,FLOPS,989000000000000",
        "1 PFLOPS,FLOPS,1000000000000000",
        "10 us,SECONDS,0.00001",
        "10 µs,SECONDS,0.00001",
        "10 μs,SECONDS,0.00001",
        "500 ms,SECONDS,0.5",
        "7 ns,SECONDS,0.000000007",
        "0.7 kW,WATTS,700"
    })
    void aUnitScalesTheNumberExactly(String text, Dimension dimension, BigDecimal expected) {
        assertThat(Quantity.read(text, dimension))
                .isInstanceOfSatisfying(
                        Reading.Good.class,
                        good -> assertThat((BigDecimal) good.value()).isEqualByComparingTo(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "80 G|BYTES|has no unit Sweepbook knows, was '80 G'; did you mean 80 GB? the units are B, kB, MB, GB, TB, KiB, MiB, GiB, TiB; a bare number is in B",
                "80 mb|BYTES|has no unit Sweepbook knows, was '80 mb'; did you mean 80 MB? the units are B, kB, MB, GB, TB, KiB, MiB, GiB, TiB; a bare number is in B",
                "4k|BYTES|has no unit Sweepbook knows, was '4k'; did you mean 4 kB? the units are B, kB, MB, GB, TB, KiB, MiB, GiB, TiB; a bare number is in B",
                "80 gigs|BYTES|has no unit Sweepbook knows, was '80 gigs'; the units are B, kB, MB, GB, TB, KiB, MiB, GiB, TiB; a bare number is in B",
                "2 tflops|FLOPS|has no unit Sweepbook knows, was '2 tflops'; did you mean 2 TFLOPS? the units are FLOPS, GFLOPS, TFLOPS, PFLOPS; a bare number is in FLOPS",
                "5 m|SECONDS|has no unit Sweepbook knows, was '5 m'; the units are s, ms, us, µs, ns; a bare number is in s",
                "8 GB|NONE|must be a number, was '8 GB'; found 'GB' after the number",
                "010 GB|BYTES|must be a number, was '010 GB'; a leading zero means octal to some; write 10 GB, and thousands without a comma",
                "1,5 GB|BYTES|must be a number, was '1,5 GB'; the decimal sign is a point and thousands are not separated"
            })
    void aWrongUnitIsNamedWithTheFormsThatWork(String text, Dimension dimension, String reason) {
        assertThat(Quantity.read(text, dimension)).isEqualTo(Reading.bad(reason));
    }
}
