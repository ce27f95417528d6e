package io.watershed.simulator.message;

/** Takes raw messages in their order. */
public interface MessageSink {

  /**
   * Takes one message.
   *
   * @param key the meter's id
   * @param value the message, or null for one without a value; owned by the sink from now on
   */
  void send(byte[] key, byte[] value);

  /** Returns when every message taken so far is safe. */
  default void flush() {}
}
