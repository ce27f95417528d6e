package io.watershed.simulator.fault;

/** The faults that are injected into meters; each has an episode in the ledger. */
public enum FaultType {
  /** Some hours of unusually high use, such as a forgotten hose. */
  HIGH_FLOW,
  /** A broken pipe: thousands of litres an hour without a pause. */
  BURST,
  /** A constant flow day and night. */
  CONTINUOUS_LEAK,
  /** The register stands still, or the flow repeats one value. */
  STUCK_METER,
  /** Negative flows. */
  REVERSE_FLOW,
  /** A battery that declines slowly for weeks. */
  LOW_BATTERY,
  /** A device in the blazing sun. */
  HOT_DEVICE,
  /** Nothing measured for most of a day. */
  SILENCE,
  /** Single flows that no service pipe can carry. */
  FLOW_ABOVE_LIMIT,
  /** One register reading far off the sequence. */
  REGISTER_GLITCH,
  /** A battery percentage sent as volts. */
  BATTERY_PERCENTAGE
}
