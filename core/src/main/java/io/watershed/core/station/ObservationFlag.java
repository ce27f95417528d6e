package io.watershed.core.station;

/**
 * Why a station's value is hard to believe: each constant is one rule. A flagged value is kept; the
 * names are part of the data contract.
 *
 * <p>The tests are those of QARTOD (Quality Assurance/Quality Control of Real-Time Oceanographic
 * Data, manuals for water level and for in-situ temperature) and of the validation rules of
 * Delft-FEWS.
 */
public enum ObservationFlag {
  /** Outside of what the element can be at all. */
  GROSS_RANGE(true),
  /** The source's own mark is below the threshold. */
  SOURCE_DOUBT(true),
  /** Contradicts another value of the same instant. */
  INCONSISTENT(true),
  /** Far from the values before and after, which agree with each other. */
  SPIKE(true),
  /** Changed faster than the element can. */
  RATE_OF_CHANGE(true),
  /** The same number for longer than nature keeps still. */
  FLAT_LINE(true),
  /** The first value after a silence; the value itself counts. */
  GAP(false);

  private final boolean excludes;

  ObservationFlag(boolean excludes) {
    this.excludes = excludes;
  }

  /** Whether a value with this flag is left out of summaries, alerts and forecasts. */
  public boolean excludes() {
    return excludes;
  }
}
