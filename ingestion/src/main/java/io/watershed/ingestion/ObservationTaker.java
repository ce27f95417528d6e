package io.watershed.ingestion;

import io.watershed.core.contract.master.Observations;
import io.watershed.core.station.CheckedObservation;
import io.watershed.core.station.Observation;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationIntake;
import io.watershed.spark.RowLayout;
import io.watershed.spark.RowValues;
import org.apache.spark.sql.Row;

/** Messages of stations, as rows of the observations table. */
record ObservationTaker(StationIntake intake) implements MessageTaker {

  private static final RowLayout ROWS = RowLayout.of(Observations.TABLE);

  @Override
  public Outcome take(SourceMessage message) {
    StationIntake.Outcome outcome = intake.take(message.value(), message.arrivalMillis());
    if (outcome instanceof StationIntake.Outcome.Accepted accepted) {
      return new Outcome.Accepted(() -> row(message, accepted.observation()));
    }
    StationIntake.Outcome.Rejected rejected = (StationIntake.Outcome.Rejected) outcome;
    return new Outcome.Rejected(rejected.reason(), rejected.detail());
  }

  private static Row row(SourceMessage message, CheckedObservation checked) {
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
            .set(Observations.SOURCE_TOPIC, message.topic())
            .set(Observations.SOURCE_PARTITION, message.partition())
            .set(Observations.SOURCE_OFFSET, message.offset())
            .set(Observations.ARRIVAL_TIME, message.arrival())
            .set(Observations.RAW, message.text());
    Observations.ELEMENTS.forEach(
        (element, column) -> row.set(column, observation.values().get(element)));
    return row.row();
  }
}
