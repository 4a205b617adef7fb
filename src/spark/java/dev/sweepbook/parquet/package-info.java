/** Parquet files of scenarios; {@link dev.sweepbook.parquet.ParquetSink} is where to begin. Only in builds with it. */
@NullMarked
package dev.sweepbook.parquet;

import org.jspecify.annotations.NullMarked;
