package io.watershed.simulator.fault;

/**
 * One fault of one meter.
 *
 * @param type what is wrong
 * @param fromSlot first quarter hour since the epoch
 * @param toSlot the quarter hour after the last
 * @param size litres per hour for flows, else a figure of the fault's own
 * @param variant which of a fault's forms
 */
public record FaultEpisode(FaultType type, long fromSlot, long toSlot, double size, int variant) {

  /** Whether the fault acts in a quarter hour. */
  public boolean covers(long slot) {
    return slot >= fromSlot && slot < toSlot;
  }

  /** What happens, for people. */
  String detail() {
    return switch (type) {
      case HIGH_FLOW, BURST, CONTINUOUS_LEAK -> Math.round(size) + " L/h more than used";
      case STUCK_METER -> variant == 0 ? "register stands still" : "flow repeats one value";
      case REVERSE_FLOW -> "negative flows while the register stands still";
      case LOW_BATTERY -> "voltage declines";
      case HOT_DEVICE -> "device at " + Math.round(size) + " C";
      case SILENCE -> "no rows";
      case FLOW_ABOVE_LIMIT -> "single flows of " + Math.round(size) + " L";
      case REGISTER_GLITCH -> variant == 0 ? "one register leap" : "one register step back";
      case BATTERY_PERCENTAGE -> "percent sent as volts";
    };
  }
}
