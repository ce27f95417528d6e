package io.watershed.core.alert;

/** How urgent an alert or a problem is, least first. The names are part of the data contract. */
public enum Severity {
  /** Worth knowing. */
  INFO,
  /** To be looked at in working hours. */
  WARNING,
  /** To be looked at now. */
  CRITICAL
}
