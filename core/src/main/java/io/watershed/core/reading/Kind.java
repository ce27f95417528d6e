package io.watershed.core.reading;

/** How the values of a measurement may be combined. */
public enum Kind {
  /** A quantity that passed during the interval that ends at the timestamp: values add up. */
  INTERVAL_FLOW,
  /** A cumulative counter: only its advance between two readings means anything; never summed. */
  REGISTER,
  /** A state at an instant, such as a voltage: averaged, never summed. */
  GAUGE
}
