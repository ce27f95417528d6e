package io.watershed.simulator.station.fault;

/** Takes what was done to stations on purpose. */
public interface StationFaultLog {

  /**
   * One fault or one labelled message.
   *
   * @param label the fault, or the class of the message
   * @param stationId the station
   * @param element the element's name; empty where all are meant
   * @param fromMillis when it began; for a message its event time
   * @param toMillis when it ended, {@link Long#MAX_VALUE} for never; for a message when it was sent
   * @param detail one phrase for people
   */
  void label(
      String label,
      String stationId,
      String element,
      long fromMillis,
      long toMillis,
      String detail);
}
