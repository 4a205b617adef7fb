/** Rows worked out on Apache Spark, by the same code as in one process; {@link SparkEngine}. */
@NullMarked
package dev.sweepbook.spark;

import org.jspecify.annotations.NullMarked;
