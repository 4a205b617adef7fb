package dev.sweepbook.parquet;

import dev.sweepbook.report.Column;
import dev.sweepbook.write.ChunkedSink;
import dev.sweepbook.write.SinkProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Tells the program that it can write Parquet. */
public final class ParquetProvider implements SinkProvider {
    /** For {@link java.util.ServiceLoader}. */
    public ParquetProvider() {}

    @Override
    public String id() {
        return "parquet";
    }

    @Override
    public ChunkedSink open(OutputStream out, List<Column> columns, Map<String, String> facts) throws IOException {
        return new ParquetSink(out, columns, facts);
    }
}
