package io.watershed.core.consumption;

/**
 * Whether the sum of interval flows and the register's advance over the same time say the same. The
 * names are part of the data contract.
 */
public enum CrossCheck {
  /** They differ by no more than the tolerance. */
  AGREES,
  /** They differ by more: flows are missing or wrong, or the register is. */
  DISAGREES,
  /** The register has no believed advance that could be compared. */
  NOT_CHECKED
}
