package io.watershed.core.quality;

/**
 * Why a reading is hard to believe. A flagged reading is kept; the names are part of the data
 * contract.
 */
public enum QualityFlag {
  /** No fleet list names the meter. The value itself counts. */
  UNKNOWN_METER(Effect.COUNTED),
  /** An interval flow below zero. */
  NEGATIVE_FLOW(Effect.EXCLUDED),
  /** More water in the interval than the pipe can carry. */
  FLOW_ABOVE_LIMIT(Effect.EXCLUDED),
  /** A register below its last believed value. */
  REGISTER_STEP_BACK(Effect.EXCLUDED),
  /** A register that advanced more than the pipe can carry. */
  REGISTER_LEAP(Effect.EXCLUDED),
  /** A gauge outside of what its sensor can show, such as a battery percentage sent as volts. */
  GAUGE_OUT_OF_RANGE(Effect.EXCLUDED);

  private enum Effect {
    COUNTED,
    EXCLUDED
  }

  private final Effect effect;

  QualityFlag(Effect effect) {
    this.effect = effect;
  }

  /** Whether a reading with this flag is left out of sums, means and extremes. */
  public boolean excludes() {
    return effect == Effect.EXCLUDED;
  }
}
