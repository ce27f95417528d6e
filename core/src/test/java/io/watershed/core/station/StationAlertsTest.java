package io.watershed.core.station;

import static io.watershed.core.station.StateObservations.HOUR;
import static io.watershed.core.station.StateObservations.QUARTER;
import static io.watershed.core.station.StateObservations.RULES;
import static io.watershed.core.station.StateObservations.START;
import static io.watershed.core.station.StateObservations.gauge;
import static io.watershed.core.station.StateObservations.level;
import static io.watershed.core.station.StateObservations.levels;
import static io.watershed.core.station.StateObservations.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.watershed.core.alert.AlertType;
import io.watershed.core.alert.Episode;
import io.watershed.core.alert.Severity;
import io.watershed.core.alert.StationAlert;
import java.util.List;
import org.junit.jupiter.api.Test;

class StationAlertsTest {

  private StationState state = StationState.empty(RULES);

  @Test
  void warnsOfARapidRiseAndThenOfACriticalOne() {
    levels(state, gauge(), 2, 2, 2, 2.1, 2.25, 2.4, 2.55);
    Episode warning = only(StationAlert.RAPID_RISE);
    assertThat(warning.severity()).isEqualTo(Severity.WARNING);
    assertThat(warning.startMillis()).isEqualTo(START + 6 * QUARTER);
    assertThat(warning.measured()).isEqualTo(0.55, within(1e-9));
    assertThat(warning.limit()).isEqualTo(0.5);
    assertThat(warning.measurement()).isEqualTo("water_level");
    assertThat(warning.message()).isEqualTo("Rise of the water 0.55 m is at or above 0.5 m");

    level(state, gauge(), START + 7 * QUARTER, 2.8);
    level(state, gauge(), START + 8 * QUARTER, 3.05);
    Episode critical = only(StationAlert.RAPID_RISE);
    assertThat(critical.startMillis()).isEqualTo(warning.startMillis());
    assertThat(critical.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(critical.limit()).isEqualTo(1.0);
    assertThat(critical.readings()).isEqualTo(3);
  }

  @Test
  void aSpikeRaisesNothing() {
    levels(state, gauge(4), 2, 2.01, 2, 4.5, 2.01, 2, 2.01, 3.1, 2.01, 2);
    assertThat(state.takeChangedEpisodes()).isEmpty();
    // Nor does one whose neighbours did not come yet.
    level(state, gauge(4), START + 10 * QUARTER, 2.9);
    assertThat(state.takeChangedEpisodes()).isEmpty();
  }

  @Test
  void aJumpIsBelievedWhenTheNextLevelSaysTheSame() {
    levels(state, gauge(), 2, 2, 2, 2.8);
    assertThat(state.takeChangedEpisodes()).isEmpty();
    level(state, gauge(), START + 4 * QUARTER, 2.85);
    Episode rise = only(StationAlert.RAPID_RISE);
    assertThat(rise.startMillis()).isEqualTo(START + 3 * QUARTER);
    assertThat(rise.readings()).isEqualTo(2);
  }

  @Test
  void theNextLevelIsAwaitedAlsoFromOneRoundToTheNext() {
    levels(state, gauge(), 2, 2, 2, 2.8);
    state = StationState.decode(RULES, state.encode());
    level(state, gauge(), START + 4 * QUARTER, 2.85);
    assertThat(only(StationAlert.RAPID_RISE).startMillis()).isEqualTo(START + 3 * QUARTER);
  }

  @Test
  void aTideOnlyComesBack() {
    for (int quarter = 0; quarter < 4 * 24 * 4; quarter++) {
      double hours = quarter / 4.0;
      level(
          state,
          gauge(),
          START + quarter * QUARTER,
          2.5 * Math.sin(2 * Math.PI * hours / 12.42) + 0.3 * Math.sin(2 * Math.PI * hours / 25.8));
      if (hours < 36) {
        // A tide that nobody has seen before may be a flood.
        state.takeChangedEpisodes();
      }
    }
    assertThat(state.takeChangedEpisodes()).isEmpty();
  }

  @Test
  void waterAtTheStationsOwnLevelIsCritical() {
    levels(state, gauge(2.5), 2.3, 2.4, 2.49, 2.5, 2.6);
    Episode high = only(StationAlert.HIGH_WATER);
    assertThat(high.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(high.startMillis()).isEqualTo(START + 3 * QUARTER);
    assertThat(high.limit()).isEqualTo(2.5);
    assertThat(high.peak()).isEqualTo(2.6);

    levels(StationState.empty(RULES), gauge(2.5), 2.3);
    level(state, gauge(2.5), START + 5 * QUARTER, 2.4);
    level(state, gauge(2.5), START + 6 * QUARTER, 2.55);
    assertThat(only(StationAlert.HIGH_WATER).startMillis())
        .as("a new episode")
        .isEqualTo(START + 6 * QUARTER);
  }

  @Test
  void withoutALevelOfItsOwnTheGaugeIsWarnedOfByWhatItSeldomPasses() {
    for (int hour = 0; hour < 24 * 10; hour++) {
      level(state, gauge(), START + hour * HOUR, 2 + 0.1 * Math.sin(hour));
    }
    state.takeChangedEpisodes();
    level(state, gauge(), START + 240 * HOUR, 2.2);
    level(state, gauge(), START + 241 * HOUR, 2.25);
    Episode high = only(StationAlert.HIGH_WATER);
    assertThat(high.severity()).isEqualTo(Severity.WARNING);
    assertThat(high.limit()).isBetween(2.09, 2.1);
  }

  @Test
  void aGaugeWatchedForLessThanAWeekHasNoSuchLevel() {
    for (int hour = 0; hour < 24 * 6; hour++) {
      level(state, gauge(), START + hour * HOUR, 2 + 0.1 * Math.sin(hour));
    }
    level(state, gauge(), START + 144 * HOUR, 2.29);
    level(state, gauge(), START + 145 * HOUR, 2.29);
    assertThat(state.takeChangedEpisodes()).isEmpty();
  }

  @Test
  void heatIsToldByTheHumidex() {
    weather(0, 33, 24, 60, 5);
    weather(1, 34, 26, 60, 5);
    Episode heat = only(StationAlert.HEAT);
    assertThat(heat.measurement()).isEqualTo("humidex");
    assertThat(heat.measured()).isBetween(46.0, 48.0);
    assertThat(heat.severity()).isEqualTo(Severity.CRITICAL);
    weather(2, 29, 20, 60, 5);
    weather(3, 34, 26, 60, 5);
    assertThat(only(StationAlert.HEAT).startMillis()).as("a new one").isEqualTo(START + 3 * HOUR);
  }

  @Test
  void coldIsToldByTheWindChillAndWhereItIsCalmByTheTemperature() {
    weather(0, -28, -33, 70, 20);
    weather(1, -29, -33, 70, 30);
    Episode cold = only(StationAlert.COLD);
    assertThat(cold.severity()).isEqualTo(Severity.WARNING);
    assertThat(cold.measured()).isBetween(-45.0, -40.0);
    weather(2, -34, -38, 70, 0);
    assertThat(state.takeChangedEpisodes()).isEmpty();
    for (int hour = 3; hour < 7; hour++) {
      weather(hour, -34 - 4 * (hour - 2), -60, 70, 0);
    }
    Episode calm = only(StationAlert.COLD);
    assertThat(calm.peak()).isEqualTo(-50);
    assertThat(calm.severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void aTemperatureThatJumpsRaisesNothing() {
    weather(0, 20, 10, 50, 5);
    weather(1, 21, 10, 50, 5);
    weather(2, 48, 10, 50, 5);
    weather(3, 21, 10, 50, 5);
    assertThat(state.takeChangedEpisodes()).isEmpty();
  }

  @Test
  void aSensorThatKeepsItsNumberIsStuck() {
    for (int hour = 0; hour <= 15; hour++) {
      state.take(
          of(
              StateObservations.weather(),
              START + hour * HOUR,
              Element.AIR_TEMP,
              10 + 0.2 * hour,
              Element.STN_PRES,
              1001.3,
              Element.WIND_SPEED,
              0),
          StationState.UNKNOWN);
    }
    Episode stuck = only(StationAlert.SENSOR_STUCK);
    assertThat(stuck.measurement()).isEqualTo("stn_pres");
    assertThat(stuck.startMillis()).isEqualTo(START + 12 * HOUR);
    assertThat(stuck.measured()).isEqualTo(15);
    assertThat(stuck.limit()).isEqualTo(12);
    assertThat(stuck.severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void aLevelMayStandStillForTwoDaysAndIsStuckForAsLongAsItGoesOn() {
    for (int hour = 0; hour <= 120; hour++) {
      level(state, gauge(), START + hour * HOUR, 1.5);
      state = hour == 70 ? StationState.decode(RULES, state.encode()) : state;
    }
    Episode stuck = only(StationAlert.SENSOR_STUCK);
    assertThat(stuck.startMillis()).isEqualTo(START + 48 * HOUR);
    assertThat(stuck.measured()).isEqualTo(120);
  }

  @Test
  void aSilenceThatOthersDidNotShareIsToldWhenItIsOver() {
    level(state, gauge(), START, 2);
    state.take(of(gauge(), START + 8 * HOUR, Element.WATER_LEVEL, 2), START + 7 * HOUR + QUARTER);
    Episode silence = only(StationAlert.STATION_SILENT);
    assertThat(silence.startMillis()).isEqualTo(START);
    assertThat(silence.lastSeenMillis()).isEqualTo(START + 8 * HOUR);
    assertThat(silence.endMillis()).isEqualTo(START + 8 * HOUR);
    assertThat(silence.measured()).isEqualTo(8);
    assertThat(silence.severity()).isEqualTo(Severity.WARNING);
    assertThat(silence.measurement()).isEmpty();
    assertThat(silence.message()).isEqualTo("Silence 8 h is at or above 6 h");
  }

  @Test
  void aSilenceOfTheWholeSourceIsNoStations() {
    level(state, gauge(), START, 2);
    state.take(of(gauge(), START + 8 * HOUR, Element.WATER_LEVEL, 2), START + QUARTER);
    state.take(of(gauge(), START + 20 * HOUR, Element.WATER_LEVEL, 2), StationState.UNKNOWN);
    assertThat(state.takeChangedEpisodes()).isEmpty();
  }

  private void weather(
      int hour, double temperature, double dewPoint, double humidity, double wind) {
    state.take(
        of(
            StateObservations.weather(),
            START + hour * HOUR,
            Element.AIR_TEMP,
            temperature,
            Element.DEW_POINT,
            dewPoint,
            Element.REL_HUM,
            humidity,
            Element.WIND_SPEED,
            wind),
        StationState.UNKNOWN);
  }

  private Episode only(AlertType type) {
    List<Episode> episodes = state.takeChangedEpisodes();
    assertThat(episodes).extracting(Episode::type).containsOnly(type);
    return episodes.get(episodes.size() - 1);
  }
}
