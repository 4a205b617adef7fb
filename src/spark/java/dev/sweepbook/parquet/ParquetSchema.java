package dev.sweepbook.parquet;

import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The columns as Parquet has them: an empty cell is a null. */
final class ParquetSchema {
    private ParquetSchema() {}

    static MessageType of(List<Column> columns) {
        List<Type> types =
                columns.stream().<Type>map(ParquetSchema::type).toList();
        return new MessageType("scenarios", types);
    }

    private static PrimitiveType type(Column column) {
        if (column.value() instanceof Column.Text) {
            return Types.optional(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named(column.id());
        } else if (column.value() instanceof Column.Flag) {
            return Types.optional(PrimitiveTypeName.BOOLEAN).named(column.id());
        }
        return Types.optional(isWhole(column) ? PrimitiveTypeName.INT64 : PrimitiveTypeName.DOUBLE)
                .named(column.id());
    }

    /** What was asked as a count is one; results are doubles, also where they count. */
    static boolean isWhole(Column column) {
        return column.unit().isCount() && Columns.isAsked(column);
    }
}
