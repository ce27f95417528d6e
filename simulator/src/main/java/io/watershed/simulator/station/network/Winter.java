package io.watershed.simulator.station.network;

import io.watershed.simulator.random.Randomness;
import io.watershed.simulator.station.weather.Climate;
import io.watershed.simulator.station.weather.Place;

/** Which rivers freeze. */
final class Winter {

  private static final double ICE_SHARE = 0.45;
  private static final double ICE_BELOW_CELSIUS = -5;
  private static final double MIDDLE_OF_JANUARY_HOUR = 15 * 24;

  private Winter() {}

  /** Whether ice matters at a gauge: at some of those where January is cold. */
  static GaugeBehaviour river(Place place, Randomness random) {
    boolean cold = new Climate(place).dailyMean(MIDDLE_OF_JANUARY_HOUR) < ICE_BELOW_CELSIUS;
    return cold && random.chance(ICE_SHARE) ? GaugeBehaviour.ICE_RIVER : GaugeBehaviour.RIVER;
  }
}
