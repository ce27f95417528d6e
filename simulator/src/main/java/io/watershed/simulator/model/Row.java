package io.watershed.simulator.model;

/**
 * One value that a device measured, before it is written as a message.
 *
 * @param channel what was measured, and its form on the wire
 * @param slot the quarter hour since the epoch that the row belongs to; no two rows of one channel
 *     of one meter share it
 * @param timestampMillis the instant, milliseconds since the epoch
 * @param thousandths the value in thousandths of the wire's unit, so that every figure is exact
 * @param truth whether the value is what the meter saw or an injected register glitch
 */
public record Row(Channel channel, long slot, long timestampMillis, long thousandths, Truth truth) {

  /** Whether a register value belongs to the sequence of the others. */
  public enum Truth {
    /** What the meter saw. */
    MEASURED,
    /** One register reading far off the sequence. */
    REGISTER_GLITCH
  }

  /** The same reading with another value. */
  public Row withThousandths(long other) {
    return new Row(channel, slot, timestampMillis, other, truth);
  }
}
