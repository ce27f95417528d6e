package io.watershed.simulator.ledger;

import io.watershed.core.window.Watermark;
import io.watershed.simulator.model.Channel;
import io.watershed.simulator.model.Row;
import java.util.BitSet;

/**
 * Classifies every readable message in the order of sending: duplicate when its identity was sent
 * before, else late or not by the watermark of its meter and measurement.
 *
 * <p>Identities are bits: one for each quarter hour of the run, since no two rows of a channel of a
 * meter share one.
 */
public final class Accountant {

  private final long latenessMillis;
  private final long firstSlot;
  private final Stream[][] streams;

  private static final class Stream {
    private final Watermark watermark;
    private final BitSet sent = new BitSet();

    Stream(long latenessMillis) {
      this.watermark = new Watermark(latenessMillis, Long.MIN_VALUE);
    }
  }

  /** An accountant of a number of meters for a run that begins at a slot. */
  public Accountant(int meters, long firstSlot, long latenessMillis) {
    this.firstSlot = firstSlot;
    this.latenessMillis = latenessMillis;
    this.streams = new Stream[meters][Channel.values().length];
  }

  /** Takes the next message of a meter. */
  public MessageClass take(int meter, Row row) {
    Stream stream = streams[meter][row.channel().index()];
    if (stream == null) {
      stream = new Stream(latenessMillis);
      streams[meter][row.channel().index()] = stream;
    }
    int bit = Math.toIntExact(row.slot() - firstSlot);
    if (stream.sent.get(bit)) {
      return MessageClass.DUPLICATE;
    }
    stream.sent.set(bit);
    return stream.watermark.isLate(row.timestampMillis())
        ? MessageClass.LATE
        : MessageClass.ACCEPTED;
  }
}
