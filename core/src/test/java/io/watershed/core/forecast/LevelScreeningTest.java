package io.watershed.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.forecast.LevelScreening.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LevelScreeningTest {

  private static final long NOON = Instant.parse("2020-01-21T12:00:00Z").toEpochMilli();
  private static final long NOON_HOUR = NOON / 3_600_000;

  private final LevelScreening screening = new LevelScreening("Y142202001");

  @Test
  void anHourHasTheLevelLastKnownAtItsFullHour() {
    at(-55, 1.0);
    at(-5, 1.1);
    at(0, 1.2);
    at(5, 1.3);

    GaugeSeries series = screening.series();

    assertThat(series.levelAt(NOON_HOUR)).isEqualTo(1.2);
    assertThat(series.levelAt(NOON_HOUR + 1)).isEqualTo(1.3);
    assertThat(series.firstHour()).isEqualTo(NOON_HOUR);
  }

  @Test
  void anHourWithoutObservationIsAGap() {
    at(0, 1.0);
    at(180, 1.2);

    GaugeSeries series = screening.series();

    assertThat(series.levelAt(NOON_HOUR + 1)).isNaN();
    assertThat(series.levelAt(NOON_HOUR + 3)).isEqualTo(1.2);
    assertThat(series.known()).isEqualTo(2);
  }

  @Test
  void aSpikeIsLeftOut() {
    at(0, 2.107);
    at(10, 0.0);
    at(20, 2.108);

    assertThat(screening.series().levelAt(NOON_HOUR + 1)).isEqualTo(2.108);
    assertThat(screening.findings()).isEqualTo(Map.of(Finding.SPIKE, 1));
  }

  @Test
  void spikesThatDoNotAgreeAreAllLeftOut() {
    at(0, 1.0);
    at(5, 5.0);
    at(10, -4.0);
    at(15, 9.0);
    at(20, 1.0);

    assertThat(screening.series().levelAt(NOON_HOUR + 1)).isEqualTo(1.0);
    assertThat(screening.findings()).isEqualTo(Map.of(Finding.SPIKE, 3));
  }

  @Test
  void aStepThatStaysIsBelievedOnceConfirmed() {
    at(0, 2.2);
    at(10, 0.2);
    at(15, 0.21);
    assertThat(screening.series().levelAt(NOON_HOUR + 1)).isNaN();
    at(20, 0.2);

    assertThat(screening.series().levelAt(NOON_HOUR + 1)).isEqualTo(0.2);
    assertThat(screening.findings()).isEmpty();
  }

  @Test
  void aFastFloodIsBelievedAtOnce() {
    // The Argent Double at La Redorte rose 1.7 m in 50 minutes on 22 January 2020.
    double[] levels = {-0.053, 0.159, 0.523, 0.847, 1.089, 1.335, 1.595, 1.826};
    for (int i = 0; i < levels.length; i++) {
      at(10 * i, levels[i]);
    }

    assertThat(screening.findings()).isEmpty();
    assertThat(screening.series().levelAt(NOON_HOUR + 1)).isEqualTo(1.595);
  }

  @Test
  void aDatumThatMovesIsNotedSoThatNoChangeIsTakenAcross() {
    at(0, 240.1);
    at(10, 2.1);
    at(20, 2.1);
    at(30, 2.1);

    GaugeSeries series = screening.series();

    assertThat(screening.findings()).isEqualTo(Map.of(Finding.DATUM_SHIFT, 1));
    assertThat(series.lastShift(NOON_HOUR + 1)).isEqualTo(NOON_HOUR + 1);
    assertThat(series.lastShift(NOON_HOUR)).isEqualTo(Long.MIN_VALUE);
    assertThat(GaugeState.at(series, NOON_HOUR + 1).level(1)).isNaN();
  }

  @Test
  void negativeLevelsAndAltitudesAreLevels() {
    at(0, -2.47);
    at(60, -2.45);

    assertThat(screening.series().levelAt(NOON_HOUR)).isEqualTo(-2.47);
    assertThat(screening.findings()).isEmpty();
  }

  @Test
  void whatIsNoNumberOrNowhereOnEarthIsLeftOut() {
    at(0, 1.0);
    at(5, Double.NaN);
    at(10, 9_999);
    at(15, Double.POSITIVE_INFINITY);

    assertThat(screening.findings()).isEqualTo(Map.of(Finding.RANGE, 3));
    assertThat(screening.series().known()).isEqualTo(1);
  }

  @Test
  void afterALongGapTheNextLevelIsBelieved() {
    at(0, 1.0);
    at(7 * 60, 6.0);

    assertThat(screening.series().levelAt(NOON_HOUR + 7)).isEqualTo(6.0);
  }

  @Test
  void theSameInstantAgainIsADuplicateAndTheFirstCounts() {
    at(0, 1.0);
    at(0, 1.5);

    assertThat(screening.series().levelAt(NOON_HOUR)).isEqualTo(1.0);
    assertThat(screening.findings()).isEqualTo(Map.of(Finding.DUPLICATE, 1));
  }

  @Test
  void refusesObservationsOutOfOrder() {
    at(10, 1.0);

    assertThatThrownBy(() -> at(0, 1.0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("station Y142202001 are not in order of time");
  }

  @Test
  void whatComesLaterChangesNoEarlierHour() {
    double[] levels = {1, 1.1, 5, 1.2, 3, 3.05, 3.1, 3.1, 0, 3, 2.9};
    for (int until = 1; until < levels.length; until++) {
      LevelScreening whole = new LevelScreening("X");
      LevelScreening part = new LevelScreening("X");
      for (int i = 0; i < levels.length; i++) {
        long millis = NOON + Duration.ofMinutes(15L * i).toMillis();
        whole.add(millis, levels[i]);
        if (i < until) {
          part.add(millis, levels[i]);
        }
      }
      long lastFullHour = Math.floorDiv(NOON + 900_000L * (until - 1), 3_600_000);
      for (long hour = NOON_HOUR; hour <= lastFullHour; hour++) {
        assertThat(whole.series().levelAt(hour)).isEqualTo(part.series().levelAt(hour));
      }
    }
  }

  @Test
  void screensWhatIsHourlyAlready() {
    GaugeSeries series =
        LevelScreening.screenHourly("X", 100, new double[] {Double.NaN, 1, 1.1, 9, 1.2, 1.2});

    assertThat(series.firstHour()).isEqualTo(100);
    assertThat(series.endHour()).isEqualTo(106);
    assertThat(series.levelAt(102)).isEqualTo(1.1);
    assertThat(series.levelAt(103)).isNaN();
    assertThat(series.levelAt(104)).isEqualTo(1.2);
  }

  private void at(int minutes, double metres) {
    screening.add(NOON + Duration.ofMinutes(minutes).toMillis(), metres);
  }
}
