package io.watershed.core.station;

/**
 * Why a station's value is hard to believe: each constant is one rule. A flagged value is kept; the
 * names are part of the data contract, and so are the codes, which saved state holds: none is ever
 * given to another flag.
 *
 * <p>The tests are those of QARTOD (Quality Assurance/Quality Control of Real-Time Oceanographic
 * Data, manuals for water level and for in-situ temperature) and of the validation rules of
 * Delft-FEWS.
 */
public enum ObservationFlag {
  /** Outside of what the element can be at all. */
  GROSS_RANGE(0, true),
  /** The source's own mark is below the threshold. */
  SOURCE_DOUBT(1, true),
  /** Contradicts another value of the same instant. */
  INCONSISTENT(2, true),
  /** Far from the values before and after, which agree with each other. */
  SPIKE(3, true),
  /** Changed faster than the element can. */
  RATE_OF_CHANGE(4, true),
  /** The same number for longer than nature keeps still. */
  FLAT_LINE(5, true),
  /** The first value after a silence; the value itself counts. */
  GAP(6, false);

  private final int code;
  private final boolean excludes;

  ObservationFlag(int code, boolean excludes) {
    this.code = code;
    this.excludes = excludes;
  }

  /** What stands for it in saved state: the bit of this number, 0 to 30. */
  public int code() {
    return code;
  }

  /** Whether a value with this flag is left out of summaries, alerts and forecasts. */
  public boolean excludes() {
    return excludes;
  }
}
