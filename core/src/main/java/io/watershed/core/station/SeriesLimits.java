package io.watershed.core.station;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How an element can change from one observation to the next.
 *
 * @param spike how far a value must lie from both of its neighbours to be a spike, in the element's
 *     unit
 * @param step how far a value may lie from the last believed one whatever the time between them
 * @param stepPerHour how much farther it may lie for each hour between them
 * @param flat how long one and the same number is possible; empty where nature can keep still for
 *     ever
 */
public record SeriesLimits(double spike, double step, double stepPerHour, Optional<Duration> flat) {

  private static final Map<Element, SeriesLimits> BY_ELEMENT = new EnumMap<>(Element.class);

  static {
    // A front changes the temperature by some 10 °C in an hour, a foehn by more, rarely.
    put(Element.AIR_TEMP, 6, 6, 12, Duration.ofHours(12));
    put(Element.DEW_POINT, 8, 8, 12, Duration.ofHours(12));
    // The deepest storms change the pressure by 10 hPa in three hours.
    put(Element.STN_PRES, 5, 5, 6, Duration.ofHours(12));
    put(Element.MSLP, 5, 5, 6, Duration.ofHours(12));
    put(Element.SNOW_DEPTH, 30, 40, 15, null);
    // Flash floods rise by three metres in an hour; gauges that show whole centimetres stand still
    // for a day in a dry season.
    put(Element.WATER_LEVEL, 0.3, 0.8, 3, Duration.ofHours(48));
  }

  private static void put(
      Element element, double spike, double step, double stepPerHour, Duration flat) {
    BY_ELEMENT.put(element, new SeriesLimits(spike, step, stepPerHour, Optional.ofNullable(flat)));
  }

  /** The limits of an element; empty for one that may do anything, such as the wind. */
  public static Optional<SeriesLimits> of(Element element) {
    return Optional.ofNullable(BY_ELEMENT.get(element));
  }
}
