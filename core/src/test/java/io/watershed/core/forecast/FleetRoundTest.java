package io.watershed.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.binary.UnreadableStateException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FleetRoundTest {

  private static final int HOURS = 300;
  private static final ForecastModel MODEL =
      ForecastFitter.fit(List.of(gauges(200)), new FitOptions(3, 0.8, 5_000, 1));

  @Test
  void gaugesOneByOneAreForecastAsAllTogetherAre() {
    List<GaugeSeries> gauges = gauges(HOURS);
    List<List<ScoredForecast>> together = new ArrayList<>();
    List<StationTracker> trackers = new ArrayList<>();
    for (int gauge = 0; gauge < gauges.size(); gauge++) {
      trackers.add(new StationTracker());
      together.add(new ArrayList<>());
    }
    new Forecaster(MODEL)
        .roll(
            gauges,
            250,
            HOURS,
            trackers,
            series -> (Consumer<ScoredForecast>) together.get(gauges.indexOf(series))::add);

    FleetRound round = new FleetRound(MODEL, gauges, 250, HOURS);
    for (int gauge = round.size() - 1; gauge >= 0; gauge--) {
      List<ScoredForecast> alone = new ArrayList<>();
      List<StationForecast> forecasts = new ArrayList<>();
      round.run(
          gauge,
          new StationTracker(),
          (forecast, highWater) -> forecasts.add(forecast),
          alone::add);
      assertThat(alone).isNotEmpty().isEqualTo(together.get(gauge));
      assertThat(forecasts).hasSize(HOURS - 250);
      assertThat(round.stationId(gauge)).isEqualTo(forecasts.get(0).stationId());
    }
  }

  @Test
  void stateThatWasPutAwayGoesOnAsIfItHadNotBeen() {
    List<GaugeSeries> gauges = gauges(HOURS);
    StationSkill whole = StationSkill.none();
    run(gauges, 250, HOURS, whole);
    StationSkill first = StationSkill.none();
    run(gauges, 250, 280, first);
    StationSkill rest = StationSkill.read(first.toBytes());
    run(gauges, 280, HOURS, rest);
    for (int lead : List.of(1, 6, 24)) {
      assertThat(rest.score(lead).count()).isEqualTo(HOURS - 250 - lead);
      assertThat(rest.score(lead).mae()).isEqualTo(whole.score(lead).mae());
      assertThat(rest.score(lead).nashSutcliffe()).isEqualTo(whole.score(lead).nashSutcliffe());
      assertThat(rest.firstTarget(lead)).isEqualTo(250 + lead);
      assertThat(rest.lastTarget(lead)).isEqualTo(HOURS - 1);
    }
  }

  @Test
  void stateOfAnotherVersionIsRefusedAndNotForgotten() {
    assertThatThrownBy(() -> StationSkill.read(new byte[] {0, 0, 0, 9}))
        .isInstanceOf(UnreadableStateException.class);
    assertThatThrownBy(() -> StationSkill.read(new byte[] {0, 0, 0, 1, 7}))
        .isInstanceOf(UnreadableStateException.class);
  }

  private static void run(List<GaugeSeries> gauges, long from, long to, StationSkill skill) {
    new FleetRound(MODEL, gauges, from, to)
        .run(1, skill.tracker(), (forecast, highWater) -> {}, skill::add);
  }

  private static List<GaugeSeries> gauges(int hours) {
    List<GaugeSeries> gauges = new ArrayList<>();
    for (int gauge = 0; gauge < 3; gauge++) {
      double[] levels = new double[hours];
      for (int hour = 0; hour < hours; hour++) {
        levels[hour] = gauge + 0.5 * Math.sin((hour - 4.0 * gauge) / 11) + 0.001 * (hour % 7);
      }
      gauges.add(GaugeSeries.of("G" + gauge, 0, levels).withPosition(45 + gauge / 10.0, -63));
    }
    return gauges;
  }
}
