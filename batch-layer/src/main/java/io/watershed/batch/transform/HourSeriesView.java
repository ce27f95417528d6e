package io.watershed.batch.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.watershed.core.forecast.HourlyValues;
import io.watershed.core.station.Element;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** The hours of some elements, each station's as one array: what a forecast starts from. */
public final class HourSeriesView {

  private static final StructType COLUMNS =
      new StructType()
          .add("element", StringType)
          .add("station_id", StringType)
          .add("hours", BinaryType);

  private static final String SEPARATOR = "|";
  private static final long HOUR_MICROS = Duration.ofHours(1).toNanos() / 1000;
  private static final int EVENT = 1;
  private static final int START = 2;
  private static final int LAST = 3;

  private HourSeriesView() {}

  /**
   * Rows of {@code element}, {@code station_id} and {@code hours}, see {@link #hours}.
   *
   * @param summaries rows of {@code station_hourly_summary}
   * @param fromHour the first hour, hours since the epoch
   * @param endHour the hour after the last
   * @param partitions how many tasks share the work
   */
  public static Dataset<Row> of(
      Dataset<Row> summaries, Set<Element> elements, long fromHour, long endHour, int partitions) {
    Object[] names = elements.stream().map(Element::wireName).toArray();
    MapPartitionsFunction<Row, Row> gather =
        rows ->
            new DeviceIterator<>(
                rows,
                key -> new Gathered(key, new HourlyValues(fromHour, endHour)),
                Gathered::add,
                gathered -> List.of(gathered.row()));
    return summaries
        .where(col("element").isin(names).and(col("value_count").gt(0)))
        .select(
            concat_ws(SEPARATOR, col("element"), col("station_id")).as("series"),
            unix_micros(col("hour_start_time").cast(TimestampType)).as("hour_micros"),
            col("start_value"),
            // What was measured at the full hour is not of the time until the next one.
            when(col("value_count").gt(1).or(col("start_value").isNull()), col("last_value")))
        .repartition(partitions, col("series"))
        .sortWithinPartitions("series", "hour_micros")
        .mapPartitions(gather, Encoders.row(COLUMNS));
  }

  /** The values of a row hour by hour; {@code NaN} where there is none. */
  public static double[] hours(Row row) {
    ByteBuffer bytes = ByteBuffer.wrap(row.<byte[]>getAs("hours"));
    double[] hours = new double[bytes.remaining() / Double.BYTES];
    bytes.asDoubleBuffer().get(hours);
    return hours;
  }

  /** The hours of one series as they are gathered. */
  private record Gathered(String key, HourlyValues values) {

    void add(Row row) {
      values.add(
          Math.floorDiv(row.getLong(EVENT), HOUR_MICROS),
          row.isNullAt(START) ? Double.NaN : row.getDouble(START),
          row.isNullAt(LAST) ? Double.NaN : row.getDouble(LAST));
    }

    Row row() {
      double[] hours = values.values();
      ByteBuffer bytes = ByteBuffer.allocate(hours.length * Double.BYTES);
      bytes.asDoubleBuffer().put(hours);
      int separator = key.indexOf(SEPARATOR);
      return RowFactory.create(
          key.substring(0, separator), key.substring(separator + 1), bytes.array());
    }
  }
}
