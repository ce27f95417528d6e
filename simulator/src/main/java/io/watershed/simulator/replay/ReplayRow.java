package io.watershed.simulator.replay;

/**
 * One message of a replay.
 *
 * @param instantMillis its event time, milliseconds since the epoch; of a message without a
 *     readable one that of the message before it
 * @param key the meter's id
 * @param value the message
 * @param timestampAt where the timestamp begins in the message, {@link #NO_TIMESTAMP} when it has
 *     no readable one
 */
// Compared by nobody; a list in place of the arrays would cost more than the message.
@SuppressWarnings("ArrayRecordComponent")
record ReplayRow(long instantMillis, byte[] key, byte[] value, int timestampAt) {

  static final int NO_TIMESTAMP = -1;

  boolean hasTimestamp() {
    return timestampAt != NO_TIMESTAMP;
  }
}
