package io.watershed.ingestion;

import io.watershed.core.station.CheckedObservation;
import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationIntake;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Messages of stations, as rows of the observations table. */
record ObservationTaker(StationIntake intake) implements MessageTaker {

  private static final Element[] ELEMENTS = Element.values();

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
    List<Object> row = new ArrayList<>();
    row.add(station.id());
    row.add(observation.timestamp());
    row.add(checked.localDate());
    row.add(station.kind().wireName());
    row.add(observation.source());
    row.add(station.name());
    row.add(station.latitude());
    row.add(station.longitude());
    row.add(station.elevation());
    row.add(station.province());
    row.add(station.city());
    row.add(station.zone().getId());
    row.add(station.downstream());
    row.add(station.highWater());
    for (Element element : ELEMENTS) {
      row.add(observation.values().get(element));
    }
    row.add(checked.flagNames().toArray(String[]::new));
    row.add(message.topic());
    row.add(message.partition());
    row.add(message.offset());
    row.add(message.arrival());
    row.add(message.text());
    return RowFactory.create(row.toArray());
  }
}
