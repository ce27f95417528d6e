package io.watershed.core.problem;

/** What a problem is about. The names are part of the data contract. */
public enum ProblemType {
  /** Water ran without a pause, through the night or the whole day. */
  CONTINUOUS_LEAK,
  /** Far more water than usual without a pause for an hour or longer. */
  BURST,
  /** At least one interval flow above the alert limit. */
  HIGH_FLOW,
  /** Water ran backwards. */
  REVERSE_FLOW,
  /** The register stood still though water flowed, or one flow value repeated for half a day. */
  STUCK_METER,
  /** A battery near its end, or losing voltage quickly. */
  LOW_BATTERY,
  /** A device hotter than it should be. */
  HIGH_TEMP,
  /** Most of the readings that were due are missing. */
  SILENT,
  /** Interval flows and register disagree. */
  REGISTER_MISMATCH,
  /** The register stepped back or leapt. */
  REGISTER_FAULT,
  /** Values that cannot be. */
  IMPLAUSIBLE_VALUES
}
