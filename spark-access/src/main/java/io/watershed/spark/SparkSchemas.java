package io.watershed.spark;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.ColumnType;
import io.watershed.core.contract.Table;
import java.util.Collection;
import java.util.Map;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Declared columns in words of Spark. */
public final class SparkSchemas {

  private SparkSchemas() {}

  /** The columns of a table, the one that parts it last. */
  public static StructType of(Table table) {
    return of(table.allColumns());
  }

  /** Some columns in their order. */
  public static StructType of(Collection<? extends Column<?>> columns) {
    StructType schema = new StructType();
    for (Column<?> column : columns) {
      schema = schema.add(column.name(), type(column.type()));
    }
    return schema;
  }

  /** The type that holds such values. */
  public static DataType type(ColumnType type) {
    return switch (type) {
      case TEXT -> DataTypes.StringType;
      case INTEGER -> DataTypes.IntegerType;
      case LONG -> DataTypes.LongType;
      case DOUBLE -> DataTypes.DoubleType;
      case BOOLEAN -> DataTypes.BooleanType;
      case DATE -> DataTypes.DateType;
      case WALL_CLOCK -> DataTypes.TimestampNTZType;
      case INSTANT -> DataTypes.TimestampType;
      case TEXTS -> DataTypes.createArrayType(DataTypes.StringType);
      case COUNTS -> DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType);
      case BYTES -> DataTypes.BinaryType;
    };
  }

  /** A column of a data set by its declaration. */
  public static org.apache.spark.sql.Column col(Column<?> column) {
    return functions.col(column.name());
  }

  /** The columns of a table as a select list, the one that parts it last. */
  public static org.apache.spark.sql.Column[] cols(Table table) {
    return cols(table.allColumns());
  }

  /**
   * The same, some of which are computed.
   *
   * @param computed how; the names are those of the table
   * @throws IllegalArgumentException if the table lacks one of them
   */
  public static org.apache.spark.sql.Column[] cols(
      Table table, Map<? extends Column<?>, org.apache.spark.sql.Column> computed) {
    for (Column<?> column : computed.keySet()) {
      if (!table.allColumns().contains(column)) {
        throw new IllegalArgumentException(table + " has no column " + column);
      }
    }
    return table.allColumns().stream()
        .map(
            column ->
                computed.containsKey(column) ? computed.get(column).as(column.name()) : col(column))
        .toArray(org.apache.spark.sql.Column[]::new);
  }

  /** Some columns as a select list. */
  public static org.apache.spark.sql.Column[] cols(Collection<? extends Column<?>> columns) {
    return columns.stream().map(SparkSchemas::col).toArray(org.apache.spark.sql.Column[]::new);
  }
}
