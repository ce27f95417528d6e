package io.watershed.simulator;

import io.watershed.simulator.message.MessageSink;

/**
 * Where messages go.
 *
 * @param meters takes those of the meters
 * @param stations takes those of the stations
 */
record Outlets(MessageSink meters, MessageSink stations) {

  /** Outlets that count what passes. */
  Outlets counted(RunProgress progress) {
    return new Outlets(counted(meters, progress), counted(stations, progress));
  }

  private static MessageSink counted(MessageSink sink, RunProgress progress) {
    return new MessageSink() {
      @Override
      public void send(byte[] key, byte[] value) {
        sink.send(key, value);
        progress.message();
      }

      @Override
      public void flush() {
        sink.flush();
      }
    };
  }

  /** Returns when every message taken so far is safe. */
  void flush() {
    meters.flush();
    stations.flush();
  }
}
