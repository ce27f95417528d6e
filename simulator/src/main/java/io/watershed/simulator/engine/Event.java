package io.watershed.simulator.engine;

import io.watershed.simulator.model.Row;
import java.util.Comparator;

/** What happens next in a run. */
sealed interface Event {

  /** By time; at the same time uploads by meter, then single messages by age. */
  Comparator<Event> ORDER =
      (one, other) -> {
        int byTime = Long.compare(one.dueMillis(), other.dueMillis());
        return byTime != 0 ? byTime : Long.compare(one.sequence(), other.sequence());
      };

  /** When it happens, milliseconds since the epoch. */
  long dueMillis();

  /** Orders what happens at the same time; unique. */
  long sequence();

  /** A meter sends what it measured since its last upload. */
  record Upload(long dueMillis, long sequence, int meter) implements Event {}

  /** A single message that was held back, or is sent once more. */
  record Single(long dueMillis, long sequence, int meter, Row row, Reason reason)
      implements Event {}

  /** Why a message travels alone. */
  enum Reason {
    HELD_BACK,
    SENT_AGAIN
  }
}
