package io.watershed.simulator.station.fault;

import io.watershed.core.station.Element;

/**
 * One fault of one station.
 *
 * @param type what is wrong
 * @param fromSlot first quarter hour since the epoch
 * @param toSlot the quarter hour after the last
 * @param element the sensor; null where all values are meant
 * @param size how far off, in the element's unit; hours for clocks
 */
public record StationEpisode(
    StationFaultType type, long fromSlot, long toSlot, Element element, double size) {

  /** Whether the fault acts in a quarter hour. */
  public boolean covers(long slot) {
    return slot >= fromSlot && slot < toSlot;
  }

  /** How much of it has passed at a quarter hour, 0 to 1. */
  public double progress(long slot) {
    return (double) (slot - fromSlot) / (toSlot - fromSlot);
  }

  /** What happens, for people. */
  String detail() {
    return switch (type) {
      case SPIKE -> "one value off by " + number();
      case STUCK_SENSOR -> "one value repeated";
      case DRIFT -> "off by " + number() + " at the end";
      case GAP -> "no messages";
      case CLOCK_ERROR -> "clock off by " + Math.round(size) + " h";
      case NEGATIVE_DATUM -> "levels below zero";
      case ABSOLUTE_ALTITUDE -> "metres above the sea";
    };
  }

  private String number() {
    return Math.round(size * 1000) / 1000.0 + " " + element.unit();
  }
}
