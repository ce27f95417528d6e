package io.watershed.core.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A forecast for one hour, and what it means for those who live by the water.
 *
 * @param forecast the forecast
 * @param trend where the level is expected to be at that hour, from where it is at the origin
 * @param riseWatch the rule of thumb: whether a rise of more than half a metre is expected by then
 * @param risk the risk of high water by then, which is that of its likeliest hour
 */
public record LeadOutlook(
    LeadForecast forecast, Tendency trend, boolean riseWatch, FloodRisk risk) {

  /** The outlooks of a forecast, 1 to 24 hours ahead, in order. */
  public static List<LeadOutlook> of(StationForecast forecast) {
    List<LeadOutlook> outlooks = new ArrayList<>();
    boolean watched = false;
    OptionalDouble likeliest = OptionalDouble.empty();
    for (LeadForecast lead : forecast.leads()) {
      double change = lead.level() - forecast.level();
      watched |= change > StationForecast.WATCHED_RISE_METRES;
      OptionalDouble now = lead.probabilityAbove();
      if (now.isPresent() && now.getAsDouble() > likeliest.orElse(-1)) {
        likeliest = now;
      }
      outlooks.add(new LeadOutlook(lead, Tendency.of(change), watched, FloodRisk.of(likeliest)));
    }
    return outlooks;
  }
}
