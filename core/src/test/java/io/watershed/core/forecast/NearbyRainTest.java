package io.watershed.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NearbyRainTest {

  private static final double NONE = Double.NaN;

  @Test
  void isTheMeanOfTheNearestThatKnowIt() {
    NearbyRain rain = new NearbyRain();
    rain.add(45.4, -63, new double[] {100, 100});
    rain.add(45.3, -63, new double[] {3, NONE});
    rain.add(45.2, -63, new double[] {2, NONE});
    rain.add(45.1, -63, new double[] {1, NONE});
    GaugeSeries gauge = rain.beside(gauge(45, -63));
    assertThat(gauge.rainAt(10)).isEqualTo(2);
    assertThat(gauge.rainAt(11)).isNaN();
    assertThat(gauge.levelAt(11)).isEqualTo(2);
  }

  @Test
  void gaugeFarFromEverythingHasNone() {
    NearbyRain rain = new NearbyRain();
    rain.add(46, -63, new double[] {3, 3});
    rain.add(NONE, NONE, new double[] {3, 3});
    assertThat(rain.beside(gauge(45, -63)).hasRain()).isFalse();
    assertThat(rain.beside(gauge(NONE, NONE)).hasRain()).isFalse();
  }

  private static GaugeSeries gauge(double north, double east) {
    return GaugeSeries.of("G", 10, new double[] {1, 2}).withPosition(north, east);
  }
}
