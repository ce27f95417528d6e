package io.watershed.batch.transform;

import static io.watershed.spark.SparkSchemas.col;
import static io.watershed.spark.SparkSchemas.cols;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.watershed.core.contract.Table;
import io.watershed.core.contract.hive.StationHourlySummary;
import io.watershed.core.forecast.HourlyValues;
import io.watershed.core.station.Element;
import io.watershed.spark.RowLayout;
import io.watershed.spark.RowLayout.Place;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** The hours of some elements, each station's as one array: what a forecast starts from. */
public final class HourSeriesView {

  private static final Table.Builder ROWS_OF = Table.named("hour_series");
  private static final io.watershed.core.contract.Column<byte[]> HOURS =
      ROWS_OF.bytes("hours", "a value for each hour");
  private static final io.watershed.core.contract.Column<String> SERIES =
      ROWS_OF.text("series", "element and station");
  private static final io.watershed.core.contract.Column<Long> HOUR_MICROS =
      ROWS_OF.count("hour_micros", "begin of an hour, microseconds since the epoch");
  private static final io.watershed.core.contract.Column<Double> LAST_WITHIN =
      ROWS_OF.number("last_within", "newest value after the hour's begin");

  private static final RowLayout LAYOUT =
      RowLayout.of(List.of(StationHourlySummary.ELEMENT, StationHourlySummary.STATION_ID, HOURS));
  private static final RowLayout INPUT =
      RowLayout.of(List.of(SERIES, HOUR_MICROS, StationHourlySummary.START_VALUE, LAST_WITHIN));

  private static final Place<String> SERIES_OF = INPUT.place(SERIES);
  private static final Place<Long> HOUR_OF = INPUT.place(HOUR_MICROS);
  private static final Place<Double> START_OF = INPUT.place(StationHourlySummary.START_VALUE);
  private static final Place<Double> LAST_OF = INPUT.place(LAST_WITHIN);

  private static final String SEPARATOR = "|";
  private static final long MICROS_PER_HOUR = Duration.ofHours(1).toNanos() / 1000;

  private HourSeriesView() {}

  /**
   * Rows of {@link #element}, {@link #stationId} and {@link #hours}.
   *
   * @param summaries rows of {@code station_hourly_summary} with {@link #summaries}
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
                SERIES_OF,
                key -> new Gathered(key, new HourlyValues(fromHour, endHour)),
                Gathered::add,
                gathered -> List.of(gathered.row()));
    return summaries
        .where(
            col(StationHourlySummary.ELEMENT)
                .isin(names)
                .and(col(StationHourlySummary.VALUE_COUNT).gt(0)))
        .withColumn(
            SERIES.name(),
            concat_ws(
                SEPARATOR, col(StationHourlySummary.ELEMENT), col(StationHourlySummary.STATION_ID)))
        .withColumn(
            HOUR_MICROS.name(),
            unix_micros(col(StationHourlySummary.HOUR_START_TIME).cast(DataTypes.TimestampType)))
        .withColumn(
            LAST_WITHIN.name(),
            // What was measured at the full hour is not of the time until the next one.
            when(
                col(StationHourlySummary.VALUE_COUNT)
                    .gt(1)
                    .or(col(StationHourlySummary.START_VALUE).isNull()),
                col(StationHourlySummary.LAST_VALUE)))
        .select(cols(INPUT.columns()))
        .repartition(partitions, col(SERIES))
        .sortWithinPartitions(col(SERIES), col(HOUR_MICROS))
        .mapPartitions(gather, Encoders.row(LAYOUT.schema()));
  }

  /** The columns of the summaries that the series are made of, with the partition's. */
  public static List<io.watershed.core.contract.Column<?>> summaries() {
    return List.of(
        StationHourlySummary.STATION_ID,
        StationHourlySummary.HOUR_START_TIME,
        StationHourlySummary.ELEMENT,
        StationHourlySummary.VALUE_COUNT,
        StationHourlySummary.LAST_VALUE,
        StationHourlySummary.START_VALUE,
        StationHourlySummary.UTC_DATE);
  }

  /** What the hours of a row are of. */
  public static Element element(Row row) {
    return Element.ofWireName(LAYOUT.place(StationHourlySummary.ELEMENT).get(row)).orElseThrow();
  }

  /** Whose hours a row has. */
  public static String stationId(Row row) {
    return LAYOUT.place(StationHourlySummary.STATION_ID).get(row);
  }

  /** The values of a row hour by hour; {@code NaN} where there is none. */
  public static double[] hours(Row row) {
    ByteBuffer bytes = ByteBuffer.wrap(LAYOUT.place(HOURS).get(row));
    double[] hours = new double[bytes.remaining() / Double.BYTES];
    bytes.asDoubleBuffer().get(hours);
    return hours;
  }

  /** The hours of one series as they are gathered. */
  private record Gathered(String key, HourlyValues values) {

    void add(Row row) {
      values.add(
          Math.floorDiv(HOUR_OF.get(row), MICROS_PER_HOUR),
          START_OF.find(row).orElse(Double.NaN),
          LAST_OF.find(row).orElse(Double.NaN));
    }

    Row row() {
      double[] hours = values.values();
      ByteBuffer bytes = ByteBuffer.allocate(hours.length * Double.BYTES);
      bytes.asDoubleBuffer().put(hours);
      int separator = key.indexOf(SEPARATOR);
      return LAYOUT
          .values()
          .set(StationHourlySummary.ELEMENT, key.substring(0, separator))
          .set(StationHourlySummary.STATION_ID, key.substring(separator + 1))
          .set(HOURS, bytes.array())
          .row();
    }
  }
}
