package io.watershed.batch.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import io.watershed.core.consumption.MeasurementDay;
import io.watershed.core.consumption.MeterDay;
import io.watershed.core.consumption.MeterDays;
import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.reading.Measurement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** The distinct readings of some days, with the flags that only a meter's history can give. */
public final class ReadingView {

  private static final StructType COMPUTED =
      new StructType()
          .add("meter_id", StringType)
          .add("epoch_millis", LongType)
          .add("local_micros", LongType)
          .add("measurement_type", StringType)
          .add("value", DoubleType)
          .add("unit", StringType)
          .add("meter_type", StringType)
          .add("suburb", StringType)
          .add("postcode", IntegerType)
          .add("usage_type", StringType)
          .add("time_zone", StringType)
          .add("quality_flags", createArrayType(StringType, false))
          .add("counted", BooleanType)
          .add("source_topic", StringType)
          .add("source_partition", IntegerType)
          .add("source_offset", LongType)
          .add("arrival_micros", LongType)
          .add("epoch_day", IntegerType);

  private ReadingView() {}

  /**
   * The rows of Hive's {@code meter_readings}.
   *
   * @param byMeter rows as {@link MasterRows#byMeter} gives them, of the days and their lookback
   *     days
   * @param days the days wanted
   */
  public static Dataset<Row> of(Dataset<Row> byMeter, Set<LocalDate> days, Rules rules) {
    return byMeter
        .mapPartitions(new Computation(List.copyOf(days), rules), Encoders.row(COMPUTED))
        .select(
            col("meter_id"),
            Times.wallClockOfMillis("epoch_millis").as("event_time"),
            col("epoch_millis"),
            Times.wallClockOfMicros("local_micros").as("local_time"),
            col("measurement_type"),
            col("value"),
            col("unit"),
            col("meter_type"),
            col("suburb"),
            col("postcode"),
            col("usage_type"),
            col("time_zone"),
            col("quality_flags"),
            col("counted"),
            col("source_topic"),
            col("source_partition"),
            col("source_offset"),
            Times.wallClockOfMicros("arrival_micros").as("arrival_time"),
            Times.day("epoch_day").as("local_date"));
  }

  private record Computation(List<LocalDate> days, Rules rules)
      implements MapPartitionsFunction<Row, Row> {

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      MeterDays meterDays = new MeterDays(rules.consumption());
      return StoredMeter.each(rows, meter -> rowsOf(meter, meterDays));
    }

    private List<Row> rowsOf(StoredMeter meter, MeterDays meterDays) {
      List<Row> rows = new ArrayList<>();
      for (LocalDate day : days) {
        meterDays.day(meter.readings(), day).ifPresent(computed -> addRows(meter, computed, rows));
      }
      return rows;
    }

    private static void addRows(StoredMeter meter, MeterDay day, List<Row> rows) {
      day.measurements()
          .forEach(
              (measurement, figures) ->
                  addRows(meter.on(measurement, day.date()), measurement, figures, rows));
    }

    private static void addRows(
        List<StoredReading> stored,
        Measurement measurement,
        MeasurementDay figures,
        List<Row> rows) {
      for (int i = 0; i < stored.size(); i++) {
        rows.add(row(stored.get(i), measurement, figures.readings().get(i)));
      }
    }

    private static Row row(StoredReading stored, Measurement measurement, EnrichedReading judged) {
      Meter meter = judged.meter();
      long millis = judged.reading().timestampMillis();
      return RowFactory.create(
          meter.id(),
          millis,
          Times.localMicros(millis, meter.zone()),
          measurement.canonicalName(),
          judged.reading().value(),
          measurement.unit().symbol(),
          meter.type().map(MeterType::label).orElse(null),
          meter.suburb().orElse(null),
          meter.postcode().isPresent() ? meter.postcode().getAsInt() : null,
          meter.usageType().orElse(null),
          meter.zone().getId(),
          MasterRows.names(judged.flags()).toArray(),
          judged.counted(),
          stored.topic(),
          stored.partition(),
          stored.offset(),
          stored.arrivalMicros(),
          (int) stored.day().toEpochDay());
    }
  }
}
