package io.watershed.simulator.station.ledger;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;

/**
 * The sums of a run of the stations; the file {@code stations.json}.
 *
 * @param messages all messages sent
 * @param distinctObservations observations with different station and instant: accepted and late
 * @param duplicates observations whose station and instant were sent before
 * @param lateForSpeed new observations that are late by the watermark of their station
 * @param deadLetters messages that cannot become observations, by reason
 * @param distinctValues values of the distinct observations
 * @param faultyValues those of them that a fault of a sensor has changed
 * @param floods floods at gauges
 * @param gauges how many gauges there are
 * @param weatherStations how many weather stations there are
 * @param seed the seed
 * @param days length of the run
 * @param start its first instant, ISO 8601
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StationTotals(
    long messages,
    long distinctObservations,
    long duplicates,
    long lateForSpeed,
    Map<String, Long> deadLetters,
    long distinctValues,
    long faultyValues,
    long floods,
    int gauges,
    int weatherStations,
    long seed,
    double days,
    String start) {

  /** All dead letters. */
  public long allDeadLetters() {
    return deadLetters.values().stream().mapToLong(Long::longValue).sum();
  }
}
