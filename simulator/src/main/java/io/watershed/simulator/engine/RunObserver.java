package io.watershed.simulator.engine;

import io.watershed.core.reading.DeadLetterReason;
import io.watershed.simulator.fault.FaultLog;
import io.watershed.simulator.model.Row;

/** Watches a simulated run, to keep books of it. */
public interface RunObserver extends FaultLog {

  /** Keeps nothing. */
  RunObserver NONE = new RunObserver() {};

  /** A meter measured a row; rows of a meter come in event order. */
  default void measured(int meter, Row row) {}

  /** A readable message was sent. */
  default void sent(int meter, Row row, long sentMillis) {}

  /** A message was sent that cannot become a reading. */
  default void sentCorrupt(int meter, DeadLetterReason reason, long sentMillis) {}

  @Override
  default void label(String label, String meterId, long fromMillis, long toMillis, String detail) {}
}
