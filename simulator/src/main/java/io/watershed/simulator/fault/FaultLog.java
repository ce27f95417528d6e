package io.watershed.simulator.fault;

/** Takes what the simulator did on purpose. */
public interface FaultLog {

  /** A log that keeps nothing. */
  FaultLog NONE = (label, meterId, fromMillis, toMillis, detail) -> {};

  /**
   * One fault or one labelled message.
   *
   * @param label the fault, or the class of the message
   * @param meterId the meter
   * @param fromMillis when it began; for a message its event time
   * @param toMillis when it ended; for a message when it was sent
   * @param detail one phrase for people
   */
  void label(String label, String meterId, long fromMillis, long toMillis, String detail);
}
