package io.watershed.simulator.station;

/**
 * What a station measured at one instant, as it sends it.
 *
 * @param station its number
 * @param slot the quarter hour since the epoch at which it was measured
 * @param stampMillis what the message says of the instant, milliseconds since the epoch
 * @param thousandths the values in thousandths of their units, in the order of its elements; not to
 *     be changed
 * @param faulty bit by bit in that order, whether a fault of the sensor has changed the value
 */
@SuppressWarnings("ArrayRecordComponent")
public record Sample(int station, long slot, long stampMillis, long[] thousandths, int faulty) {

  /** Whether a fault has changed the value of an element. */
  public boolean isFaulty(int element) {
    return (faulty >> element & 1) == 1;
  }

  /** The same instant with all values changed, as when a source corrects itself. */
  Sample corrected() {
    long[] changed = thousandths.clone();
    for (int element = 0; element < changed.length; element++) {
      changed[element] += 1000;
    }
    return new Sample(station, slot, stampMillis, changed, faulty);
  }
}
