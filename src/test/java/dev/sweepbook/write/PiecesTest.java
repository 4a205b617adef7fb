package dev.sweepbook.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiecesTest {
    @TempDir
    Path folder;

    private static long crc(byte[] bytes, int from, int to) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, to - from);
        return crc.getValue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 255, 256, 99_999, 100_000})
    void theChecksumOfTwoPiecesIsThatOfTheWhole(int cut) {
        byte[] bytes = new byte[100_000];
        new Random(7).nextBytes(bytes);
        long joined = JoinedCrc.of(crc(bytes, 0, cut), crc(bytes, cut, bytes.length), bytes.length - cut);
        assertThat(joined).isEqualTo(crc(bytes, 0, bytes.length));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 3_000_000})
    void piecesInflateToWhatWasWritten(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(11).nextBytes(bytes);
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflatedPart body = new DeflatedPart(folder);
                DeflatedPart tail = new DeflatedPart(folder)) {
            body.write(bytes);
            body.end();
            tail.write(new byte[] {42});
            tail.endEntry();
            assertThat(body.size()).isEqualTo(length);
            assertThat(body.crc()).isEqualTo(crc(bytes, 0, length));
            copy(body, deflated);
            assertThat((long) deflated.size()).isEqualTo(body.deflatedSize());
            copy(tail, deflated);
        }
        byte[] inflated = new InflaterInputStream(new ByteArrayInputStream(deflated.toByteArray()), new Inflater(true))
                .readAllBytes();
        byte[] whole = Arrays.copyOf(bytes, length + 1);
        whole[length] = 42;
        assertThat(inflated).isEqualTo(whole);
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    private static void copy(DeflatedPart part, ByteArrayOutputStream to) throws IOException {
        try (InputStream in = part.open()) {
            in.transferTo(to);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1;512|#,##0",
                "21.67;53.33|#,##0.0",
                "0.0417;80.2|#,##0.000",
                "0.5;0.25|#,##0.000",
                "0.00000005|#,##0.0000000000",
                "0.0000001;250000.5|[<0.01]#,##0.00000000;[<10]#,##0.000;#,##0.0",
                "0;0.0000001;250000.5|[=0]0;[<0.01]#,##0.00000000;#,##0.000",
                "-1358.4;13.3|#,##0.0",
                "0|#,##0"
            })
    void oneFormatServesTheWholeColumn(String values, String format) {
        NumberShape shape = new NumberShape();
        for (String value : values.split(";", -1)) {
            shape.accept(Double.parseDouble(value));
        }
        assertThat(shape.format()).isEqualTo(format);
    }

    @Test
    void aColumnIsAsWideAsItsWidestNumber() {
        NumberShape shape = new NumberShape();
        shape.accept(-1358.4);
        shape.accept(13.3);
        shape.accept(Double.NaN);
        assertThat(shape.width()).isEqualTo("-1,358.4".length());
        NumberShape parameters = new NumberShape();
        parameters.accept(52_076_478_464.0);
        assertThat(parameters.width()).isEqualTo("52,076,478,464".length());
    }

    @Test
    void aShapeSeenInTwoHalvesIsTheShapeOfTheWhole() {
        NumberShape first = new NumberShape();
        first.accept(0.0000001);
        NumberShape second = new NumberShape();
        second.accept(0);
        second.accept(250_000.5);

        first.add(second);

        assertThat(first.format()).isEqualTo("[=0]0;[<0.01]#,##0.00000000;#,##0.000");
        assertThat(first.width()).isEqualTo("250,000.500".length() + 1);
        first.add(new NumberShape());
        assertThat(first.format()).isEqualTo("[=0]0;[<0.01]#,##0.00000000;#,##0.000");
    }

    @Test
    void piecesDeflatedApartAreOneEntry() throws IOException {
        byte[] row = "<row r=\"2\"/>".getBytes(StandardCharsets.UTF_8);
        byte[] whole = "<row r=\"2\"/>".repeat(20_001).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        RowDeflater deflater = new RowDeflater(1);
        try (DeflatedPart part = new DeflatedPart(null);
                DeflatedPart tail = new DeflatedPart(null)) {
            for (int i = 0; i < 20_000; i++) {
                deflater.row(2);
                deflater.end(row);
            }
            part.append(deflater.piece());
            deflater.row(2);
            deflater.end(row);
            part.append(deflater.piece());
            part.end();
            tail.endEntry();
            copy(part, deflated);
            copy(tail, deflated);

            assertThat(part.size()).isEqualTo(whole.length);
            assertThat(part.crc()).isEqualTo(crc(whole, 0, whole.length));
        }
        assertThat(new InflaterInputStream(new ByteArrayInputStream(deflated.toByteArray()), new Inflater(true))
                        .readAllBytes())
                .isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0", "-3,-3", "8030261248,8030261248", "0.1,0.1", "999999999999999,999999999999999",
        "1e15,1.0E15", "8.41e21,8.41E21", "2e-44,2.0E-44", "123456789.5,1.234567895E8", "0.001,0.001"
    })
    void numbersAreTheFewestDigitsThatReadBackTheSame(double value, String digits) {
        assertThat(new String(Digits.of(value), StandardCharsets.UTF_8)).isEqualTo(digits);
    }

    @Test
    void everyNumberReadsBackTheSame() {
        Random random = new Random(6);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(new String(Digits.of(value), StandardCharsets.UTF_8)))
                        .isEqualTo(value);
            }
        }
    }

    @Test
    void linesAreCountedAsTheyWrap() {
        assertThat(TextFit.lines("oooo oooo oooo", 9)).isEqualTo(2);
        assertThat(TextFit.lines("oooo\noooo", 9)).isEqualTo(2);
        assertThat(TextFit.lines("oooooooooooooooooooo", 5)).isEqualTo(4);
        assertThat(TextFit.lines("", 5)).isEqualTo(1);
    }

    @Test
    void columnsAreLetteredAsSpreadsheetsDo() {
        StringBuilder letters = new StringBuilder();
        for (int column : new int[] {0, 25, 26, 701, 702}) {
            RowWriter.letters(letters, column);
            letters.append(' ');
        }
        assertThat(letters.toString()).isEqualTo("A Z AA ZZ AAA ");
    }

    @Test
    void textTooLongForACellSaysThatItWasCut() {
        StringBuilder xml = new StringBuilder();
        CellText.append(xml, "x".repeat(40_000));
        assertThat(xml).hasSize(32_767).endsWith(" … (cut: a cell holds 32,767 characters)");
    }
}
