package io.watershed.simulator.engine;

import io.watershed.simulator.message.MessageSink;

/** Something that sends messages in time, step by step, and always the same ones. */
public interface Simulation {

  /** When the next step happens, milliseconds since the epoch. */
  long nextDueMillis();

  /** How many steps have been taken. */
  long steps();

  /** How many messages have been sent. */
  long messages();

  /** Takes the next step. */
  void step(MessageSink sink);

  /** Runs to an instant. */
  default void runUntil(long endMillis, MessageSink sink) {
    while (nextDueMillis() < endMillis) {
      step(sink);
    }
  }

  /** Ends the run at an instant: what was measured before it and is still waiting is sent. */
  void finish(long endMillis, MessageSink sink);
}
