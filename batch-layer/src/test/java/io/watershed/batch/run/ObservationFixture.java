package io.watershed.batch.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.watershed.batch.LakeFixture;
import io.watershed.core.contract.master.Observations;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.CheckedObservation;
import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.core.station.ObservationWriter;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationIntake;
import io.watershed.core.station.StationKind;
import io.watershed.spark.MasterDataset;
import io.watershed.spark.RowLayout;
import io.watershed.spark.RowValues;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The observations of a master dataset for tests: each goes through the intake as a message, gets
 * the next offset, and arrives one second after the one before.
 */
final class ObservationFixture {

  /** A gauge with a high water of its own. */
  static final Station HOPE =
      new Station(
          "08MF005",
          StationKind.GAUGE,
          "FRASER RIVER AT HOPE",
          49.386,
          -121.454,
          41.0,
          "BC",
          null,
          ZoneId.of("America/Vancouver"),
          "08MH126",
          8.5);

  /** A gauge of which nothing is known but where it stands. */
  static final Station CREEK =
      Station.of("01AD002", StationKind.GAUGE, ZoneId.of("America/Halifax"));

  /** Another of the kind. */
  static final Station LAKE =
      Station.of("01AD009", StationKind.GAUGE, ZoneId.of("America/Halifax"));

  /** The weather of a city. */
  static final Station HALIFAX =
      new Station(
          "CYHZ",
          StationKind.WEATHER,
          "HALIFAX STANFIELD",
          44.88,
          -63.51,
          145.0,
          "NS",
          "Halifax",
          ZoneId.of("America/Halifax"),
          null,
          null);

  private static final RowLayout ROWS = RowLayout.of(Observations.TABLE);

  private final SparkSession spark;
  private final MasterDataset dataset;
  private final StationIntake intake = StationIntake.from(Settings.of(Map.of()));
  private final ObservationWriter writer = new ObservationWriter();
  private final List<Row> pending = new ArrayList<>();
  private long offset;
  private Instant arrival = Instant.parse("2026-06-01T00:00:00Z");

  ObservationFixture(SparkSession spark, MasterDataset dataset) {
    this.spark = spark;
    this.dataset = dataset;
    dataset.createIfAbsent(spark);
  }

  /** The instant of a local time such as 2026-05-02T13:15. */
  static Instant at(Station station, String localTime) {
    return LocalDateTime.parse(localTime).atZone(station.zone()).toInstant();
  }

  ObservationFixture level(Station station, String localTime, double metres) {
    return add(station, at(station, localTime), Map.of(Element.WATER_LEVEL, metres));
  }

  ObservationFixture air(Station station, String localTime, double temperature, double wind) {
    return add(
        station,
        at(station, localTime),
        Map.of(Element.AIR_TEMP, temperature, Element.WIND_SPEED, wind));
  }

  /** Levels of every hour of some local days, by the hour's number. */
  ObservationFixture hours(Station station, String day, int hours, IntToDoubleFunction metres) {
    Instant first = at(station, day + "T00:00");
    for (int hour = 0; hour < hours; hour++) {
      add(
          station,
          first.plus(Duration.ofHours(hour)),
          Map.of(Element.WATER_LEVEL, metres.applyAsDouble(hour)));
    }
    return this;
  }

  ObservationFixture add(Station station, Instant time, Map<Element, Double> values) {
    Observation observation =
        new Observation(station, "test", time.toEpochMilli(), values, Map.of(), null);
    byte[] message = writer.write(observation);
    arrival = arrival.plusSeconds(1);
    StationIntake.Outcome outcome = intake.take(message, arrival.toEpochMilli());
    if (!(outcome instanceof StationIntake.Outcome.Accepted accepted)) {
      throw new IllegalArgumentException("no observation: " + outcome);
    }
    pending.add(row(accepted.observation(), offset++, arrival, new String(message, UTF_8)));
    return this;
  }

  private static Row row(CheckedObservation checked, long offset, Instant arrival, String raw) {
    Observation observation = checked.observation();
    Station station = observation.station();
    RowValues row =
        ROWS.values()
            .set(Observations.STATION_ID, station.id())
            .set(Observations.EVENT_TIME, observation.timestamp())
            .set(Observations.LOCAL_DATE, checked.localDate())
            .set(Observations.KIND, station.kind().wireName())
            .set(Observations.SOURCE, observation.source())
            .set(Observations.NAME, station.name())
            .set(Observations.LATITUDE, station.latitude())
            .set(Observations.LONGITUDE, station.longitude())
            .set(Observations.ELEVATION, station.elevation())
            .set(Observations.PROVINCE, station.province())
            .set(Observations.CITY, station.city())
            .set(Observations.TIME_ZONE, station.zone().getId())
            .set(Observations.DOWNSTREAM, station.downstream())
            .set(Observations.HIGH_WATER, station.highWater())
            .set(Observations.QUALITY_FLAGS, checked.flagNames())
            .set(Observations.SOURCE_TOPIC, "station-observations")
            .set(Observations.SOURCE_PARTITION, 0)
            .set(Observations.SOURCE_OFFSET, offset)
            .set(Observations.ARRIVAL_TIME, arrival)
            .set(Observations.RAW, raw);
    Observations.ELEMENTS.forEach(
        (element, column) -> row.set(column, observation.values().get(element)));
    return row.row();
  }

  /** Appends what was added since, as one commit. */
  void commit() {
    LakeFixture.append(spark, dataset.observations(), Observations.TABLE, List.copyOf(pending));
    pending.clear();
  }
}
