package io.watershed.core.station;

import static io.watershed.core.station.StateObservations.HOUR;
import static io.watershed.core.station.StateObservations.QUARTER;
import static io.watershed.core.station.StateObservations.RULES;
import static io.watershed.core.station.StateObservations.START;
import static io.watershed.core.station.StateObservations.gauge;
import static io.watershed.core.station.StateObservations.level;
import static io.watershed.core.station.StateObservations.of;
import static io.watershed.core.station.StateObservations.weather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.watershed.core.alert.Episode;
import io.watershed.core.binary.UnreadableStateException;
import io.watershed.core.window.Disposition;
import io.watershed.core.window.WindowStatistics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StationStateTest {

  private StationState state = StationState.empty(RULES);

  @Test
  void anHourHoldsItsObservationsAndTheLastOne() {
    level(state, gauge(), START + QUARTER, 2.5);
    level(state, gauge(), START, 2);
    level(state, gauge(), START + 2 * QUARTER, 10_000);
    level(state, gauge(), START + HOUR, 3);
    List<StationWindow> windows = state.takeChangedWindows();
    assertThat(windows)
        .hasSize(2)
        .extracting(StationWindow::element)
        .containsOnly(Element.WATER_LEVEL);
    assertThat(windows.get(0).statistics())
        .isEqualTo(new WindowStatistics(START, 2, 4.5, 2, 2.5, 1));
    assertThat(windows.get(0).last()).isEqualTo(2.5);
    assertThat(windows.get(1).statistics().startMillis()).isEqualTo(START + HOUR);
    assertThat(state.takeChangedWindows()).isEmpty();
  }

  @Test
  void anObservationIsNewWhenOneOfItsValuesIs() {
    assertThat(take(of(gauge(), START, Element.WATER_LEVEL, 2))).isEqualTo(Disposition.ACCEPTED);
    assertThat(take(of(gauge(), START, Element.WATER_LEVEL, 3))).isEqualTo(Disposition.DUPLICATE);
    assertThat(take(of(gauge(), START, Element.WATER_LEVEL, 3, Element.DISCHARGE, 50)))
        .isEqualTo(Disposition.ACCEPTED);
    assertThat(take(of(gauge(), START, Element.WATER_LEVEL, 3, Element.DISCHARGE, 60)))
        .isEqualTo(Disposition.DUPLICATE);
    assertThat(state.latest().values())
        .isEqualTo(Map.of(Element.WATER_LEVEL, 2.0, Element.DISCHARGE, 50.0));
  }

  @Test
  void anObservationOlderThanTheWatermarkOfItsStationIsLate() {
    level(state, gauge(), START, 2);
    long late = START - RULES.latenessMillis() - 1;
    assertThat(take(of(gauge(), late, Element.DISCHARGE, 2))).isEqualTo(Disposition.LATE);
    assertThat(take(of(gauge(), late + 1, Element.DISCHARGE, 2))).isEqualTo(Disposition.ACCEPTED);
    assertThat(state.latest().eventMillis()).isEqualTo(START);
  }

  @Test
  void theNewestBelievedValuesAreShownForADay() {
    take(of(weather(), START - HOUR, Element.AIR_TEMP, 11, Element.SNOW_DEPTH, 40));
    take(of(weather(), START, Element.AIR_TEMP, 99, Element.REL_HUM, 60, Element.WIND_SPEED, 30));
    StationLatest latest = state.latest();
    assertThat(latest.values())
        .isEqualTo(
            Map.of(
                Element.AIR_TEMP, 11.0,
                Element.SNOW_DEPTH, 40.0,
                Element.REL_HUM, 60.0,
                Element.WIND_SPEED, 30.0));
    assertThat(latest.flags()).containsExactly("air_temp:GROSS_RANGE");
    // The humidity of another instant says nothing about this temperature.
    assertThat(latest.derived().feelsLike()).isEqualTo(11);

    take(of(weather(), START + 23 * HOUR, Element.AIR_TEMP, 20));
    assertThat(state.latest().values()).containsEntry(Element.SNOW_DEPTH, 40.0);
    take(of(weather(), START + 24 * HOUR, Element.AIR_TEMP, 20));
    assertThat(state.latest().values()).doesNotContainKey(Element.SNOW_DEPTH);
    assertThat(state.latest().flags()).isEmpty();
  }

  @Test
  void aFlagIsToldTogetherWithWhatTheSeriesSays() {
    for (int quarter = 0; quarter < 6; quarter++) {
      level(state, gauge(), START + quarter * QUARTER, 2);
    }
    level(state, gauge(), START + 6 * QUARTER, 8);
    assertThat(state.latest().flags()).containsExactly("water_level:RATE_OF_CHANGE");
    assertThat(state.latest().values()).containsEntry(Element.WATER_LEVEL, 2.0);
  }

  @Test
  void derivedWeatherIsThatOfOneInstant() {
    take(of(weather(), START, Element.AIR_TEMP, -20, Element.WIND_SPEED, 30, Element.REL_HUM, 70));
    assertThat(state.latest().derived().windChill()).isEqualTo(-32.6, within(0.1));
    assertThat(state.latest().derived().humidex()).isNaN();
  }

  @Test
  void levelChangesAreThoseOfBelievedLevels() {
    for (int quarter = 0; quarter <= 100; quarter++) {
      level(state, gauge(), START + quarter * QUARTER, 2 + 0.01 * quarter);
    }
    assertThat(state.latest().changes().oneHour()).isEqualTo(0.04, within(1e-9));
    assertThat(state.latest().changes().sixHours()).isEqualTo(0.24, within(1e-9));
    assertThat(state.latest().changes().day()).isEqualTo(0.96, within(1e-9));
  }

  @Test
  void theFirstObservationThatBringsTheStationOnIsTold() {
    level(state, gauge(), START, 2);
    level(state, gauge(), START + HOUR, 2);
    assertThat(state.takeResumed()).isEqualTo(START);
    level(state, gauge(), START + QUARTER, 2);
    assertThat(state.takeResumed()).isEqualTo(StationState.UNKNOWN);
  }

  @Test
  void aDescriptionStaysWhereALaterMessageLeavesItOpen() {
    level(state, gauge(8), START, 2);
    level(state, gauge(), START + HOUR, 2);
    assertThat(state.profile().station()).isEqualTo(gauge(8));
    StationState decoded = StationState.decode(RULES, state.encode());
    assertThat(decoded.profile()).isEqualTo(state.profile());
  }

  @Test
  void aStateOfAnotherVersionIsNotRead() {
    byte[] bytes = state.encode();
    bytes[0] = 9;
    assertThatThrownBy(() -> StationState.decode(RULES, bytes))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageStartingWith("a station's state was saved in a layout that begins with 09");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void howObservationsAreCutIntoRoundsChangesNothing(long seed) {
    List<CheckedObservation> messages = messages(seed);
    Seen atOnce = new Seen();
    Seen oneByOne = new Seen();
    Seen inRounds = new Seen();
    atOnce.take(messages, messages.size());
    oneByOne.take(messages, 1);
    inRounds.take(messages, 37);
    for (Seen other : List.of(oneByOne, inRounds)) {
      assertThat(other.dispositions).isEqualTo(atOnce.dispositions);
      assertThat(other.windows).isEqualTo(atOnce.windows);
      assertThat(other.episodes).isEqualTo(atOnce.episodes);
      assertThat(other.latest).isEqualTo(atOnce.latest);
    }
    assertThat(atOnce.episodes).as("alerts").isNotEmpty();
    assertThat(atOnce.dispositions).contains(Disposition.LATE, Disposition.DUPLICATE);
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7, 8})
  void whatComesOutOfOrderEndsInTheSameWindowsAndNewestValues(long seed) {
    List<CheckedObservation> inOrder = new ArrayList<>();
    Random random = new Random(seed);
    for (int quarter = 0; quarter < 400; quarter++) {
      inOrder.add(
          of(
              gauge(),
              START + quarter * QUARTER,
              Element.WATER_LEVEL,
              2 + Math.sin(quarter / 20.0) + (random.nextInt(40) == 0 ? 0.7 : 0),
              Element.DISCHARGE,
              random.nextInt(100)));
    }
    List<CheckedObservation> shuffled = new ArrayList<>();
    for (int from = 0; from < inOrder.size(); from += 20) {
      List<CheckedObservation> part = new ArrayList<>(inOrder.subList(from, from + 20));
      Collections.shuffle(part, random);
      shuffled.addAll(part);
    }
    Seen ordered = new Seen();
    Seen mixed = new Seen();
    ordered.take(inOrder, 50);
    mixed.take(shuffled, 50);
    assertThat(mixed.dispositions).containsOnly(Disposition.ACCEPTED);
    assertThat(mixed.windows).isEqualTo(ordered.windows);
    assertThat(mixed.latest).isEqualTo(ordered.latest);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void windowsAreTheHoursThatTheBatchLayerMakesOfTheSameObservations(long seed) {
    List<CheckedObservation> messages = messages(seed);
    Seen seen = new Seen();
    seen.take(messages, 1 + (int) seed % 40);
    TreeMap<Long, CheckedObservation> instants = new TreeMap<>();
    for (int index = 0; index < messages.size(); index++) {
      if (seen.dispositions.get(index) == Disposition.ACCEPTED) {
        CheckedObservation message = messages.get(index);
        instants.merge(message.observation().timestampMillis(), message, StationStateTest::merged);
      }
    }
    Map<String, Object> hours = new TreeMap<>();
    for (HourlySummary hour :
        HourlySummary.of(StationSeries.judge(new ArrayList<>(instants.values())))) {
      hours.put(
          hour.element() + "|" + hour.hourStartMillis(),
          List.of(
              hour.valueCount(),
              hour.excludedCount(),
              hour.minimum(),
              hour.maximum(),
              hour.mean(),
              hour.last()));
    }
    Map<String, Object> windows = new TreeMap<>();
    seen.windows.forEach(
        (id, window) ->
            windows.put(
                id,
                List.of(
                    (long) window.statistics().count(),
                    (long) window.statistics().excludedCount(),
                    window.statistics().minimum(),
                    window.statistics().maximum(),
                    window.statistics().mean(),
                    window.last())));
    assertThat(windows).isEqualTo(hours);
    assertThat(seen.windows.values())
        .filteredOn(window -> window.element() == Element.WATER_LEVEL)
        .anySatisfy(window -> assertThat(window.statistics().excludedCount()).isPositive());
  }

  /** What the first message of an instant says counts. */
  private static CheckedObservation merged(CheckedObservation first, CheckedObservation second) {
    Observation observation = first.observation();
    Map<Element, Double> values = new EnumMap<>(Element.class);
    values.putAll(second.observation().values());
    values.putAll(observation.values());
    return new CheckedObservation(
        new Observation(
            observation.station(),
            observation.source(),
            observation.timestampMillis(),
            values,
            Map.of(),
            null),
        Map.of());
  }

  private Disposition take(CheckedObservation observation) {
    return state.take(observation, StationState.UNKNOWN);
  }

  /** Levels and weather with everything that can go wrong. */
  private static List<CheckedObservation> messages(long seed) {
    Random random = new Random(seed);
    List<CheckedObservation> messages = new ArrayList<>();
    for (int quarter = 0; quarter < 500; quarter++) {
      long now = START + quarter * QUARTER;
      long timestamp =
          switch (random.nextInt(12)) {
            case 0 -> now - random.nextInt(20) * QUARTER;
            case 1 -> now - random.nextInt(60) * QUARTER;
            default -> now;
          };
      double level =
          2 + 1.5 * Math.sin(quarter / 25.0) + (random.nextInt(30) == 0 ? random.nextInt(4) : 0);
      messages.add(
          random.nextInt(5) == 0
              ? of(gauge(3), timestamp, Element.DISCHARGE, random.nextInt(50))
              : of(
                  gauge(3),
                  timestamp,
                  Element.WATER_LEVEL,
                  level,
                  Element.AIR_TEMP,
                  28 + random.nextInt(8),
                  Element.DEW_POINT,
                  25,
                  Element.WIND_SPEED,
                  random.nextInt(40)));
    }
    return messages;
  }

  /** What one who looks after every round sees last. */
  private static final class Seen {
    private final List<Disposition> dispositions = new ArrayList<>();
    private final Map<String, StationWindow> windows = new TreeMap<>();
    private final Map<String, Episode> episodes = new TreeMap<>();
    private StationLatest latest;

    void take(List<CheckedObservation> messages, int round) {
      byte[] saved = StationState.empty(RULES).encode();
      for (int from = 0; from < messages.size(); from += round) {
        StationState state = StationState.decode(RULES, saved);
        for (CheckedObservation message :
            messages.subList(from, Math.min(messages.size(), from + round))) {
          dispositions.add(state.take(message, StationState.UNKNOWN));
        }
        latest = state.latest();
        for (StationWindow window : state.takeChangedWindows()) {
          windows.put(window.element() + "|" + window.statistics().startMillis(), window);
        }
        for (Episode episode : state.takeChangedEpisodes()) {
          episodes.put(episode.type() + "|" + episode.startMillis(), episode);
        }
        saved = state.encode();
      }
    }
  }
}
