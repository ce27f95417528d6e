package io.watershed.simulator.station.ledger;

import io.watershed.core.window.Watermark;
import io.watershed.simulator.ledger.MessageClass;
import io.watershed.simulator.station.Sample;
import io.watershed.simulator.station.StationPlan;
import java.util.BitSet;

/**
 * Classifies every readable message in the order of sending. A station sends the same elements each
 * time, so a message is a duplicate as a whole: when its station has sent its instant before. Else
 * it is late or not by the watermark of its station.
 */
final class StationAccountant {

  /** A clock that is an hour behind writes instants of before the run. */
  private static final long SLOTS_BEFORE_RUN = 8;

  private final long firstSlot;
  private final BitSet[] sent;
  private final Watermark[] watermarks;

  /** An accountant of a run. */
  StationAccountant(StationPlan plan, long latenessMillis) {
    int count = plan.fleet().stations().size();
    this.firstSlot = plan.startMillis() / StationPlan.SLOT_MILLIS - SLOTS_BEFORE_RUN;
    this.sent = new BitSet[count];
    this.watermarks = new Watermark[count];
    for (int station = 0; station < count; station++) {
      sent[station] = new BitSet();
      watermarks[station] = new Watermark(latenessMillis, Long.MIN_VALUE);
    }
  }

  /** Takes the next message. */
  MessageClass take(Sample sample) {
    int bit = Math.toIntExact(sample.stampMillis() / StationPlan.SLOT_MILLIS - firstSlot);
    if (sent[sample.station()].get(bit)) {
      return MessageClass.DUPLICATE;
    }
    sent[sample.station()].set(bit);
    return watermarks[sample.station()].isLate(sample.stampMillis())
        ? MessageClass.LATE
        : MessageClass.ACCEPTED;
  }
}
