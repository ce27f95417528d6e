package io.watershed.batch.transform;

import static io.watershed.spark.SparkSchemas.cols;

import io.watershed.core.consumption.MeasurementDay;
import io.watershed.core.consumption.MeterDay;
import io.watershed.core.consumption.MeterDays;
import io.watershed.core.contract.hive.MeterReadings;
import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.reading.Measurement;
import io.watershed.spark.RowLayout;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** The distinct readings of some days, with the flags that only a meter's history can give. */
public final class ReadingView {

  private static final RowLayout LAYOUT =
      RowLayout.of(
          List.of(
              MeterReadings.METER_ID,
              MeterReadings.EPOCH_MILLIS,
              Computed.LOCAL_MICROS,
              MeterReadings.MEASUREMENT_TYPE,
              MeterReadings.VALUE,
              MeterReadings.UNIT,
              MeterReadings.METER_TYPE,
              MeterReadings.SUBURB,
              MeterReadings.POSTCODE,
              MeterReadings.USAGE_TYPE,
              MeterReadings.TIME_ZONE,
              MeterReadings.QUALITY_FLAGS,
              MeterReadings.COUNTED,
              MeterReadings.SOURCE_TOPIC,
              MeterReadings.SOURCE_PARTITION,
              MeterReadings.SOURCE_OFFSET,
              Computed.ARRIVAL_MICROS,
              Computed.EPOCH_DAY));

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
        .mapPartitions(new Computation(List.copyOf(days), rules), Encoders.row(LAYOUT.schema()))
        .select(
            cols(
                MeterReadings.TABLE,
                Map.of(
                    MeterReadings.EVENT_TIME, Times.wallClockOfMillis(MeterReadings.EPOCH_MILLIS),
                    MeterReadings.LOCAL_TIME, Times.wallClockOfMicros(Computed.LOCAL_MICROS),
                    MeterReadings.ARRIVAL_TIME, Times.wallClockOfMicros(Computed.ARRIVAL_MICROS),
                    MeterReadings.LOCAL_DATE, Times.day(Computed.EPOCH_DAY))));
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
      return LAYOUT
          .values()
          .set(MeterReadings.METER_ID, meter.id())
          .set(MeterReadings.EPOCH_MILLIS, millis)
          .set(Computed.LOCAL_MICROS, Times.localMicros(millis, meter.zone()))
          .set(MeterReadings.MEASUREMENT_TYPE, measurement.canonicalName())
          .set(MeterReadings.VALUE, judged.reading().value())
          .set(MeterReadings.UNIT, measurement.unit().symbol())
          .set(MeterReadings.METER_TYPE, meter.type().map(MeterType::label).orElse(null))
          .set(MeterReadings.SUBURB, meter.suburb().orElse(null))
          .set(MeterReadings.POSTCODE, DayRow.postcode(meter))
          .set(MeterReadings.USAGE_TYPE, meter.usageType().orElse(null))
          .set(MeterReadings.TIME_ZONE, meter.zone().getId())
          .set(MeterReadings.QUALITY_FLAGS, MasterRows.names(judged.flags()))
          .set(MeterReadings.COUNTED, judged.counted())
          .set(MeterReadings.SOURCE_TOPIC, stored.topic())
          .set(MeterReadings.SOURCE_PARTITION, stored.partition())
          .set(MeterReadings.SOURCE_OFFSET, stored.offset())
          .set(Computed.ARRIVAL_MICROS, stored.arrivalMicros())
          .set(Computed.EPOCH_DAY, (int) stored.day().toEpochDay())
          .row();
    }
  }
}
