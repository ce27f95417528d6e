package io.watershed.core.station;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The rules that judge an observation by itself, without the station's other observations. */
public final class ObservationRules {

  /** How far sensors may differ where nature allows no difference at all, °C and km/h. */
  private static final double SENSOR_TOLERANCE = 1;

  private final int leastQuality;

  /**
   * Rules.
   *
   * @param leastQuality the least mark of a source, 0 to 100, with which a value is believed
   */
  public ObservationRules(int leastQuality) {
    this.leastQuality = leastQuality;
  }

  /** The flags of each value that has any. */
  public Map<Element, Set<ObservationFlag>> check(Observation observation) {
    EnumMap<Element, Set<ObservationFlag>> flags = new EnumMap<>(Element.class);
    for (Map.Entry<Element, Double> value : observation.values().entrySet()) {
      Element element = value.getKey();
      if (!element.plausible(value.getValue())) {
        add(flags, element, ObservationFlag.GROSS_RANGE);
      }
      Integer mark = observation.quality().get(element);
      if (mark != null && mark < leastQuality) {
        add(flags, element, ObservationFlag.SOURCE_DOUBT);
      }
    }
    if (exceeds(observation, Element.DEW_POINT, Element.AIR_TEMP)) {
      // Which of the two is wrong nobody can tell; the dew point is derived more often.
      add(flags, Element.DEW_POINT, ObservationFlag.INCONSISTENT);
    }
    if (exceeds(observation, Element.WIND_SPEED, Element.WIND_GUST)) {
      add(flags, Element.WIND_GUST, ObservationFlag.INCONSISTENT);
    }
    return flags;
  }

  private static boolean exceeds(Observation observation, Element lower, Element upper) {
    Double low = observation.values().get(lower);
    Double high = observation.values().get(upper);
    return low != null && high != null && low > high + SENSOR_TOLERANCE;
  }

  private static void add(
      Map<Element, Set<ObservationFlag>> flags, Element element, ObservationFlag flag) {
    flags.computeIfAbsent(element, absent -> EnumSet.noneOf(ObservationFlag.class)).add(flag);
  }
}
