package io.watershed.simulator.station;

import static io.watershed.simulator.TestFleet.DAY_MILLIS;
import static io.watershed.simulator.TestFleet.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationKind;
import io.watershed.simulator.SentMessages;
import io.watershed.simulator.station.network.NetworkGenerator;
import io.watershed.simulator.station.weather.Magnus;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class StationSimulationTest {

  private static SentMessages run(double faultRate, int days) {
    SentMessages sent = new SentMessages();
    TestStations.simulation(faultRate).finish(START + days * DAY_MILLIS, sent);
    return sent;
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    SentMessages again = new SentMessages();
    StationFleet fleet = StationFleet.of(NetworkGenerator.generate(110, 50, 3), 3);
    new StationSimulation(new StationPlan(fleet, START, 4), StationObserver.NONE)
        .finish(START + 2 * DAY_MILLIS, again);
    assertThat(again.sha256()).isEqualTo(run(4, 2).sha256());
  }

  @Test
  void anotherSeedGivesOtherBytes() {
    SentMessages other = new SentMessages();
    StationFleet fleet = StationFleet.of(NetworkGenerator.generate(110, 50, 4), 4);
    new StationSimulation(new StationPlan(fleet, START, 4), StationObserver.NONE)
        .finish(START + 2 * DAY_MILLIS, other);
    assertThat(other.sha256()).isNotEqualTo(run(4, 2).sha256());
  }

  @Test
  void aRunInStepsIsTheRunInOneGo() {
    SentMessages inSteps = new SentMessages();
    StationSimulation simulation = TestStations.simulation(4);
    for (int hour = 1; hour <= 48; hour++) {
      simulation.runUntil(START + hour * 3_600_000L, inSteps);
    }
    simulation.finish(START + 2 * DAY_MILLIS, inSteps);
    assertThat(inSteps.sha256()).isEqualTo(run(4, 2).sha256());
    assertThat(simulation.messages()).isEqualTo(inSteps.all().size());
  }

  @Test
  void aRunThatBeginsLaterSeesTheSameWeather() {
    Function<Observation, List<Object>> identity =
        observation -> List.of(observation.station().id(), observation.timestampMillis());
    Map<List<Object>, Observation> early =
        TestStations.observations(run(0, 3)).stream()
            .filter(observation -> observation.station().kind() == StationKind.WEATHER)
            .collect(Collectors.toMap(identity, Function.identity()));
    SentMessages sent = new SentMessages();
    new StationSimulation(
            new StationPlan(TestStations.FLEET, START + 2 * DAY_MILLIS, 0), StationObserver.NONE)
        .finish(START + 3 * DAY_MILLIS, sent);
    List<Observation> late =
        TestStations.observations(sent).stream()
            .filter(observation -> observation.station().kind() == StationKind.WEATHER)
            .toList();
    assertThat(late).isNotEmpty();
    for (Observation observation : late) {
      assertThat(observation).isEqualTo(early.get(identity.apply(observation)));
    }
  }

  @Test
  void aPerfectFleetSendsEachObservationOnceAndNothingElse() {
    SentMessages sent = run(0, 1);
    List<Observation> observations = TestStations.observations(sent);
    assertThat(observations).hasSameSizeAs(sent.all());
    int expected =
        TestStations.FLEET.stations().stream().mapToInt(station -> 96 / station.slots()).sum();
    assertThat(observations).hasSize(expected).doesNotHaveDuplicates();
    Set<Element> elements = EnumSet.noneOf(Element.class);
    observations.forEach(observation -> elements.addAll(observation.values().keySet()));
    assertThat(elements).isEqualTo(EnumSet.allOf(Element.class));
  }

  @Test
  void aMessageTellsAllOfItsStation() {
    Map<String, Station> stations =
        TestStations.FLEET.stations().stream()
            .map(SimulatedStation::station)
            .collect(Collectors.toMap(Station::id, Function.identity()));
    List<Observation> observations = TestStations.observations(run(0, 1));
    assertThat(observations)
        .allSatisfy(
            observation -> {
              assertThat(observation.station()).isEqualTo(stations.get(observation.station().id()));
              assertThat(observation.source()).isEqualTo("simulator");
              assertThat(observation.body()).isNull();
            });
    assertThat(observations).anyMatch(observation -> observation.quality().isEmpty());
    assertThat(observations).anyMatch(observation -> !observation.quality().isEmpty());
  }

  @Test
  void airIsConsistentWithItself() {
    List<Map<Element, Double>> air =
        TestStations.observations(run(0, 3)).stream()
            .filter(observation -> observation.station().kind() == StationKind.WEATHER)
            .map(Observation::values)
            .toList();
    assertThat(air)
        .allSatisfy(
            values -> {
              double temperature = values.get(Element.AIR_TEMP);
              double dewPoint = values.get(Element.DEW_POINT);
              assertThat(dewPoint).isLessThanOrEqualTo(temperature);
              assertThat(values.get(Element.REL_HUM))
                  .isCloseTo(Magnus.relativeHumidity(temperature, dewPoint), within(0.51));
              assertThat(values.getOrDefault(Element.WIND_GUST, 999.0))
                  .isGreaterThanOrEqualTo(values.get(Element.WIND_SPEED));
              assertThat(values.get(Element.STN_PRES)).isLessThan(values.get(Element.MSLP) + 0.11);
              values.forEach((element, value) -> assertThat(element.plausible(value)).isTrue());
            });
  }

  @Test
  void aStationsMessagesComeInEventOrderUnlessSomethingDisturbsThem() {
    Map<String, Long> newest = new java.util.HashMap<>();
    for (Observation observation : TestStations.observations(run(0, 2))) {
      Long before = newest.put(observation.station().id(), observation.timestampMillis());
      assertThat(before == null || before < observation.timestampMillis()).isTrue();
    }
  }

  @Test
  void anEmptyFleetSendsNothing() {
    StationFleet nobody = StationFleet.of(NetworkGenerator.generate(0, 0, 1), 1);
    SentMessages sent = new SentMessages();
    StationSimulation simulation =
        new StationSimulation(new StationPlan(nobody, START, 1), StationObserver.NONE);
    assertThat(simulation.nextDueMillis()).isEqualTo(Long.MAX_VALUE);
    simulation.finish(START + DAY_MILLIS, sent);
    assertThat(sent.all()).isEmpty();
  }
}
