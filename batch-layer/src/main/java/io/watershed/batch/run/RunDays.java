package io.watershed.batch.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The local days that a run computes.
 *
 * @param meters of meters, ISO 8601
 * @param stations of stations
 */
record RunDays(SortedSet<String> meters, SortedSet<String> stations) {

  static final RunDays NONE = new RunDays(new TreeSet<>(), new TreeSet<>());

  static RunDays of(Collection<LocalDate> meters, Collection<LocalDate> stations) {
    return new RunDays(texts(meters), texts(stations));
  }

  /** The days in a plan; one of a former version is a plain list of the meters' days. */
  static RunDays of(JsonNode plan) {
    SortedSet<String> meters = new TreeSet<>();
    SortedSet<String> stations = new TreeSet<>();
    (plan.isArray() ? plan : plan.path("meters")).forEach(day -> meters.add(day.asText()));
    plan.path("stations").forEach(day -> stations.add(day.asText()));
    return new RunDays(meters, stations);
  }

  RunDays and(RunDays other) {
    SortedSet<String> allMeters = new TreeSet<>(meters);
    SortedSet<String> allStations = new TreeSet<>(stations);
    allMeters.addAll(other.meters);
    allStations.addAll(other.stations);
    return new RunDays(allMeters, allStations);
  }

  static SortedSet<LocalDate> dates(Collection<String> texts) {
    return texts.stream().map(LocalDate::parse).collect(Collectors.toCollection(TreeSet::new));
  }

  static SortedSet<String> texts(Collection<LocalDate> days) {
    return days.stream().map(LocalDate::toString).collect(Collectors.toCollection(TreeSet::new));
  }
}
