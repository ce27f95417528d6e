package io.watershed.simulator.station.hydrology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HydrologyTest {

  @Test
  void aStoreGivesBackAllItTook() {
    LinearStore store = new LinearStore(7);
    double out = 0;
    for (int hour = 0; hour < 300; hour++) {
      out += store.step(hour < 10 ? 3 : 0);
    }
    assertThat(out).isCloseTo(30, within(1e-9));
    assertThat(store.content()).isCloseTo(0, within(1e-9));
  }

  @Test
  void aStoreEmptiesByItsTimeConstant() {
    LinearStore store = new LinearStore(10);
    store.settle(5);
    assertThat(store.content()).isEqualTo(50);
    for (int hour = 0; hour < 10; hour++) {
      store.step(0);
    }
    assertThat(store.content()).isCloseTo(50 / Math.E, within(1e-9));
  }

  @Test
  void aCascadeDelaysAWaveByItsTravelTimeAndLosesNothing() {
    Cascade cascade = new Cascade(3, 12);
    double out = 0;
    double moment = 0;
    for (int hour = 0; hour < 500; hour++) {
      double flow = cascade.step(hour == 0 ? 1 : 0);
      out += flow;
      moment += flow * hour;
    }
    assertThat(out).isCloseTo(1, within(1e-9));
    // The middle of the wave leaves twelve hours later.
    assertThat(moment / out).isCloseTo(12, within(0.1));
  }

  @Test
  void rainRunsOffFromAWetCatchmentMoreThanFromADryOne() {
    Catchment dry = new Catchment(360, 10, 300);
    Catchment wet = new Catchment(360, 10, 300);
    for (int hour = 0; hour < 400; hour++) {
      dry.step(0, 20);
      wet.step(0.4, 20);
    }
    assertThat(rise(wet)).isGreaterThan(1.3 * rise(dry));
  }

  private static double rise(Catchment catchment) {
    double before = catchment.step(0, 20);
    double most = 0;
    for (int hour = 0; hour < 30; hour++) {
      most = Math.max(most, catchment.step(hour < 4 ? 6 : 0, 20));
    }
    return most - before;
  }

  @Test
  void snowWaitsForWarmth() {
    Catchment catchment = new Catchment(360, 10, 300);
    double cold = 0;
    for (int hour = 0; hour < 48; hour++) {
      cold = catchment.step(2, -5);
    }
    double warm = 0;
    for (int hour = 0; hour < 48; hour++) {
      warm = catchment.step(0, 8);
    }
    assertThat(warm).isGreaterThan(4 * cold);
    SnowPack snow = new SnowPack();
    assertThat(snow.step(10, -1)).isZero();
    assertThat(snow.depth()).isCloseTo(4.98, within(1e-9));
    assertThat(snow.step(0, 100)).isCloseTo(6, within(1e-9));
  }

  @Test
  void aRatingTellsTheLevelOfADischarge() {
    Rating rating = new Rating(0.4, 25, 0.5);
    assertThat(rating.level(0)).isEqualTo(0.4);
    assertThat(rating.level(25)).isEqualTo(1.4);
    assertThat(rating.level(100)).isEqualTo(2.4);
  }

  @Test
  void iceBacksTheWaterUpAndGoesWithTheThaw() {
    IcyRiver river = new IcyRiver(new Rating(0, 25, 0.5), 0.8);
    river.step(25, 0, 5);
    double open = river.level();
    for (int hour = 0; hour < 60 * 24; hour++) {
      river.step(25, hour, -12);
    }
    assertThat(river.level()).isBetween(open + 0.7, open + 0.8);
    for (int hour = 0; hour < 60 * 24; hour++) {
      river.step(25, hour, 6);
    }
    assertThat(river.level()).isEqualTo(open);
    assertThat(river.discharge()).isEqualTo(25);
  }

  @Test
  void aDamPassesAllWaterInStepsThatFollowTheDay() {
    Dam dam = new Dam(new Rating(0, 25, 0.5), 200, 50, 0.8, -75);
    double out = 0;
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int hour = 0; hour < 4000; hour++) {
      dam.step(50, hour, 10);
      if (hour >= 2000) {
        out += dam.discharge();
        least = Math.min(least, dam.discharge());
        most = Math.max(most, dam.discharge());
      }
    }
    assertThat(out / 2000).isCloseTo(50, within(1.0));
    assertThat(most).isGreaterThan(1.3 * least);
  }
}
