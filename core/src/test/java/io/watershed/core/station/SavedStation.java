package io.watershed.core.station;

import static io.watershed.core.station.StateObservations.HOUR;
import static io.watershed.core.station.StateObservations.START;
import static io.watershed.core.station.StateObservations.gauge;
import static io.watershed.core.station.StateObservations.of;

/** The station whose state each release saved in the golden files. */
final class SavedStation {

  /** The last hour of its observations. */
  static final long LAST = START + 16 * HOUR;

  private SavedStation() {}

  /**
   * A gauge that also watches the weather: water that rises to high water, a spike, heat, a stuck
   * pressure, values that no rule believes.
   */
  static StationState station() {
    StationState state = StationState.empty(StateObservations.RULES);
    for (int hour = 0; hour < 16; hour++) {
      state.take(
          of(
              gauge(12.5),
              START + hour * HOUR,
              Element.WATER_LEVEL,
              hour == 5 ? 40 : 10 + hour * 0.25,
              Element.DISCHARGE,
              100 + hour,
              Element.MSLP,
              1013.25,
              Element.AIR_TEMP,
              33 + hour * 0.125,
              Element.REL_HUM,
              70),
          START + hour * HOUR);
      state.takeChangedWindows();
    }
    state.take(
        of(gauge(12.5), LAST, Element.AIR_TEMP, 99, Element.DEW_POINT, 120, Element.WIND_GUST, 5),
        StationState.UNKNOWN);
    state.takeChangedWindows();
    state.takeChangedEpisodes();
    state.takeResumed();
    return state;
  }
}
