package dev.sweepbook.parquet;

import dev.sweepbook.report.Column;
import dev.sweepbook.sweep.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntUnaryOperator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.schema.PrimitiveType;

/** Takes the values of one column and writes those of a chunk as one page, behind a dictionary where it pays. */
abstract class ColumnEncoder {
    private static final int INITIAL_BYTES = 1 << 10;
    private static final int MOST_BYTES = 1 << 22;
    private static final int LONGEST_BOUND = 64;

    private final PrimitiveType type;
    final Presence presence = new Presence();

    ColumnEncoder(PrimitiveType type) {
        this.type = type;
    }

    static ColumnEncoder of(Column column, PrimitiveType type, int capacity) {
        if (column.value() instanceof Column.Measure measure) {
            return new Numbers(measure, type, capacity, ParquetSchema.isWhole(column));
        } else if (column.value() instanceof Column.Text text) {
            return new Texts(text, type, capacity);
        }
        return new Flags((Column.Flag) column.value(), type, capacity);
    }

    /** Takes the value of a row. */
    abstract void add(Row row);

    abstract void clear();

    /** The values that are there, or their places in the dictionary. */
    abstract byte[] values() throws IOException;

    abstract boolean hasDictionary();

    abstract DictionaryPage dictionary();

    abstract Statistics.Builder bounds(Statistics.Builder statistics);

    /**
     * Writes the chunk and begins the next. An index of pages would say again what the bounds of the chunk say, and is
     * lost where files are joined by copying; so the method that leaves it out is the one to call.
     */
    @SuppressWarnings("deprecation")
    final void write(PageWriter pages) throws IOException {
        if (hasDictionary()) {
            pages.writeDictionaryPage(dictionary());
        }
        Statistics.Builder statistics = Statistics.getBuilderForReading(type).withNumNulls(presence.nulls());
        boolean empty = presence.nulls() == presence.rows();
        pages.writePage(
                BytesInput.concat(BytesInput.from(presence.levels()), BytesInput.from(values())),
                presence.rows(),
                (empty ? statistics : bounds(statistics)).build(),
                Encoding.RLE,
                Encoding.RLE,
                hasDictionary() ? Encoding.RLE_DICTIONARY : Encoding.PLAIN);
        presence.clear();
        clear();
    }

    private static byte[] places(IntUnaryOperator place, int count, int different) throws IOException {
        int width = Integer.SIZE - Integer.numberOfLeadingZeros(different - 1);
        try (RunLengthBitPackingHybridEncoder encoder = new RunLengthBitPackingHybridEncoder(
                width, INITIAL_BYTES, MOST_BYTES, HeapByteBufferAllocator.getInstance())) {
            for (int i = 0; i < count; i++) {
                encoder.writeInt(place.applyAsInt(i));
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(width);
            encoder.toBytes().writeAllTo(out);
            return out.toByteArray();
        }
    }

    private static DictionaryPage page(byte[] dictionary, int different) {
        return new DictionaryPage(BytesInput.from(dictionary), different, Encoding.PLAIN);
    }

    private static final class Numbers extends ColumnEncoder {
        private final Column.Measure measure;
        private final boolean whole;
        private final NumberVector vector;

        Numbers(Column.Measure measure, PrimitiveType type, int capacity, boolean whole) {
            super(type);
            this.measure = measure;
            this.whole = whole;
            this.vector = new NumberVector(capacity);
        }

        @Override
        void add(Row row) {
            double value = measure.of().applyAsDouble(row);
            boolean present = Double.isFinite(value);
            presence.add(present);
            if (present) {
                vector.add(whole ? (long) value : Double.doubleToRawLongBits(value));
            }
        }

        @Override
        void clear() {
            vector.clear();
        }

        @Override
        boolean hasDictionary() {
            return vector.hasDictionary();
        }

        @Override
        DictionaryPage dictionary() {
            return page(vector.dictionary(), vector.differentCount());
        }

        @Override
        byte[] values() throws IOException {
            return hasDictionary()
                    ? places(vector::place, vector.size(), vector.differentCount())
                    : vector.plain();
        }

        @Override
        Statistics.Builder bounds(Statistics.Builder statistics) {
            if (whole) {
                long[] bounds = vector.longBounds();
                return statistics.withMin(bytes(bounds[0])).withMax(bytes(bounds[1]));
            }
            double[] bounds = vector.doubleBounds();
            return statistics
                    .withMin(bytes(Double.doubleToRawLongBits(bounds[0])))
                    .withMax(bytes(Double.doubleToRawLongBits(bounds[1])));
        }

        private static byte[] bytes(long bits) {
            return ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(bits)
                    .array();
        }
    }

    private static final class Texts extends ColumnEncoder {
        private final Column.Text text;
        private final TextVector vector;

        Texts(Column.Text text, PrimitiveType type, int capacity) {
            super(type);
            this.text = text;
            this.vector = new TextVector(capacity);
        }

        @Override
        void add(Row row) {
            String value = text.of().apply(row);
            presence.add(value != null);
            if (value != null) {
                vector.add(value);
            }
        }

        @Override
        void clear() {
            vector.clear();
        }

        @Override
        boolean hasDictionary() {
            return vector.hasDictionary();
        }

        @Override
        DictionaryPage dictionary() {
            return page(vector.dictionary(), vector.differentCount());
        }

        @Override
        byte[] values() throws IOException {
            return hasDictionary()
                    ? places(vector::place, vector.size(), vector.differentCount())
                    : vector.plain();
        }

        @Override
        Statistics.Builder bounds(Statistics.Builder statistics) {
            byte[] least = vector.least();
            byte[] most = vector.most();
            boolean isShort = least.length <= LONGEST_BOUND && most.length <= LONGEST_BOUND;
            return isShort ? statistics.withMin(least).withMax(most) : statistics;
        }
    }

    private static final class Flags extends ColumnEncoder {
        private final Column.Flag flag;
        private final byte[] bits;
        private int size;
        private int trues;

        Flags(Column.Flag flag, PrimitiveType type, int capacity) {
            super(type);
            this.flag = flag;
            this.bits = new byte[(capacity + 7) / 8];
        }

        @Override
        void add(Row row) {
            Boolean value = flag.of().apply(row);
            presence.add(value != null);
            if (value != null) {
                if (value) {
                    bits[size / 8] |= (byte) (1 << (size % 8));
                    trues++;
                }
                size++;
            }
        }

        @Override
        void clear() {
            java.util.Arrays.fill(bits, (byte) 0);
            size = 0;
            trues = 0;
        }

        @Override
        boolean hasDictionary() {
            return false;
        }

        @Override
        DictionaryPage dictionary() {
            throw new IllegalStateException("flags have no dictionary");
        }

        @Override
        byte[] values() {
            return java.util.Arrays.copyOf(bits, (size + 7) / 8);
        }

        @Override
        Statistics.Builder bounds(Statistics.Builder statistics) {
            byte least = (byte) (trues == size ? 1 : 0);
            byte most = (byte) (trues == 0 ? 0 : 1);
            return statistics.withMin(new byte[] {least}).withMax(new byte[] {most});
        }
    }
}
