package io.watershed.simulator.station;

import io.watershed.core.reading.MessageLimits;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.Observation;
import io.watershed.core.station.ObservationParser;
import io.watershed.core.station.ParsedObservation;
import io.watershed.simulator.SentMessages;
import io.watershed.simulator.TestFleet;
import io.watershed.simulator.station.network.NetworkGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small fleet of stations for tests. */
public final class TestStations {

  /** A hundred and sixty stations on all rivers. */
  public static final StationFleet FLEET =
      StationFleet.of(NetworkGenerator.generate(110, 50, 3), 3);

  private static final long LONG_AFTER = TestFleet.START + 1000 * TestFleet.DAY_MILLIS;
  private static final ObservationParser PARSER =
      new ObservationParser(MessageLimits.from(Settings.of(Map.of())));

  private TestStations() {}

  /** A run of them from the tests' start. */
  public static StationPlan plan(double faultRate) {
    return new StationPlan(FLEET, TestFleet.START, faultRate);
  }

  /** The same, ready to go. */
  public static StationSimulation simulation(double faultRate) {
    return simulationFrom(TestFleet.START, faultRate);
  }

  /** The same from another instant on, milliseconds since the epoch. */
  public static StationSimulation simulationFrom(long startMillis, double faultRate) {
    return new StationSimulation(
        new StationPlan(FLEET, startMillis, faultRate), StationObserver.NONE);
  }

  /** What the pipeline makes of a message long after the run. */
  public static ParsedObservation parse(SentMessages.Sent message) {
    return PARSER.parse(message.value(), LONG_AFTER);
  }

  /** All observations among messages, in their order. */
  public static List<Observation> observations(SentMessages sent) {
    List<Observation> observations = new ArrayList<>();
    for (SentMessages.Sent message : sent.all()) {
      if (parse(message) instanceof ParsedObservation.Accepted accepted) {
        observations.add(accepted.observation());
      }
    }
    return observations;
  }
}
