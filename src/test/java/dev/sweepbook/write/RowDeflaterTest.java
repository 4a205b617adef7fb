package dev.sweepbook.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is deflated here, Java's zlib inflates again. */
class RowDeflaterTest {
    /** The last block of a stream, without a byte. */
    private static final byte[] LAST = {3, 0};

    private final ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    private final ByteArrayOutputStream plain = new ByteArrayOutputStream();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void inflatesToThePlain() throws IOException {
        deflated.writeBytes(LAST);
        byte[] inflated = new InflaterInputStream(new ByteArrayInputStream(deflated.toByteArray()), new Inflater(true))
                .readAllBytes();
        assertThat(Arrays.mismatch(inflated, plain.toByteArray())).isEqualTo(-1);
    }

    private void row(RowDeflater rows, int number, String... values) {
        rows.row(number);
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            rows.part(bytes("<c r=\"" + (char) ('A' + i)), bytes("\" s=\"" + i), bytes(values[i]));
            row.append("<c r=\"").append((char) ('A' + i)).append(number).append("\" s=\"");
            row.append(i).append(values[i]);
        }
        rows.end(bytes("</row>"));
        plain.writeBytes(bytes(row + "</row>"));
    }

    private DeflatedPiece taken(RowDeflater rows) throws IOException {
        DeflatedPiece piece = rows.piece();
        piece.writeTo(deflated);
        return piece;
    }

    @Test
    void aRowAloneIsWhatItSays() throws IOException {
        RowDeflater rows = new RowDeflater(3);
        row(rows, 2, "\"><v>1</v></c>", "\"/>");
        taken(rows);
        inflatesToThePlain();
    }

    @Test
    void nothingIsAPieceToo() throws IOException {
        DeflatedPiece piece = taken(new RowDeflater(1));
        assertThat(piece.size()).isZero();
        assertThat(piece.crc()).isZero();
        inflatesToThePlain();
    }

    @ParameterizedTest
    @CsvSource({
        "1.25,1.25",
        "1.25,1.2",
        "1.2,1.25",
        "1,11",
        "11,1",
        "12,21",
        "x,xx",
        "xx,x",
        "'',1",
        "1,''",
        "0.1234,9.1234",
        "0.1234,0.9234"
    })
    void aCellMayBeginAndEndAsTheOneAbove(String above, String below) throws IOException {
        RowDeflater rows = new RowDeflater(4);
        row(rows, 2, "\"><v>7</v></c>", "\"><v>" + above + "</v></c>", "\"/>");
        row(rows, 3, "\"><v>7</v></c>", "\"><v>" + below + "</v></c>", "\"/>");
        row(rows, 4, "\"/>", "\"><v>" + above + "</v></c>", "\"><v>" + below + "</v></c>");
        taken(rows);
        inflatesToThePlain();
    }

    @Test
    void numbersOfRowsGrowLonger() throws IOException {
        RowDeflater rows = new RowDeflater(3);
        for (int number : new int[] {8, 9, 10, 11, 99, 100, 101, 999_999, 1_000_000, 1_048_576}) {
            row(rows, number, "\"><v>7</v></c>", "\"><v>8</v></c>");
        }
        taken(rows);
        inflatesToThePlain();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 2_000, 40_000, 200_000})
    void rowsOfAnyLengthComeBack(int width) throws IOException {
        Random random = new Random(width);
        byte[][] values = new byte[8][];
        byte[] before = bytes("<");
        byte[] after = bytes(">");
        RowDeflater rows = new RowDeflater(values.length + 1);
        List<DeflatedPiece> pieces = new ArrayList<>();
        CRC32 crc = new CRC32();
        long size = 0;
        for (int number = 1; number <= 3_000_000 / (8 * width + 2_000); number++) {
            rows.row(number);
            for (int i = 0; i < values.length; i++) {
                if (values[i] == null || random.nextInt(3) == 0) {
                    values[i] = new byte[random.nextInt(width)];
                    random.nextBytes(values[i]);
                    Arrays.fill(values[i], 0, random.nextInt(values[i].length + 1), (byte) 'a');
                }
                rows.part(before, after, values[i]);
                plain.writeBytes(bytes("<" + number + ">"));
                plain.writeBytes(values[i]);
            }
            rows.end(bytes("/"));
            plain.writeBytes(bytes("/"));
            if (random.nextInt(100) == 0) {
                pieces.add(taken(rows));
            }
        }
        pieces.add(taken(rows));
        inflatesToThePlain();
        for (DeflatedPiece piece : pieces) {
            crc.update(plain.toByteArray(), (int) size, (int) piece.size());
            assertThat(piece.crc()).isEqualTo(crc.getValue());
            crc.reset();
            size += piece.size();
        }
        assertThat(size).isEqualTo(plain.size());
    }

    @Test
    void repeatsMayBeAsLongAndAsFarAsTheyLike() throws IOException {
        DeflateBlocks blocks = new DeflateBlocks();
        byte[] start = new byte[DeflateBlocks.FARTHEST + DeflateBlocks.WORD];
        new Random(5).nextBytes(start);
        blocks.literals(start, 0, DeflateBlocks.FARTHEST);
        plain.write(start, 0, DeflateBlocks.FARTHEST);
        int[] distances = {1, 2, 3, 4, 5, 6, 7, 8, 9, 24, 25, 192, 193, 8_192, 8_193, 24_576, 24_577, 32_767, 32_768};
        for (int distance : distances) {
            for (int length = 3; length <= 1_040; length += length < 530 ? 1 : 37) {
                blocks.repeat(distance, length);
                byte[] so = plain.toByteArray();
                for (int i = 0; i < length; i++) {
                    plain.write(i < distance ? so[so.length - distance + i] : so[so.length - distance + i % distance]);
                }
            }
        }
        deflated.writeBytes(blocks.piece());
        inflatesToThePlain();
    }

    @Test
    void aSheetTakesLessRoomThanByZlib() throws IOException {
        RowDeflater rows = new RowDeflater(4);
        Random random = new Random(1);
        for (int number = 2; number < 5_000; number++) {
            row(
                    rows,
                    number,
                    "\"><v>7</v></c>",
                    "\"><v>" + random.nextDouble() + "</v></c>",
                    "\"><v>" + number % 100 + "</v></c>");
        }
        taken(rows);
        Deflater zlib = new Deflater(Deflater.BEST_SPEED, true);
        zlib.setInput(plain.toByteArray());
        zlib.finish();
        int byZlib = zlib.deflate(new byte[plain.size()]);
        zlib.end();
        assertThat(deflated.size()).isLessThan(byZlib);
        inflatesToThePlain();
    }
}
