package io.watershed.simulator.engine;

import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.reading.Kind;
import io.watershed.simulator.engine.Event.Reason;
import io.watershed.simulator.fault.CorruptMessages;
import io.watershed.simulator.message.MessageSink;
import io.watershed.simulator.message.MessageWriter;
import io.watershed.simulator.message.WireStyle;
import io.watershed.simulator.model.Device;
import io.watershed.simulator.model.Row;
import io.watershed.simulator.random.Randomness;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The whole fleet in time: uploads of every meter, one after the other, with the disorder of a real
 * network. Deterministic: the plan decides every byte and its place in the sequence.
 *
 * <p>A meter uploads every interval, hour or four hours. Rows of one hour of an upload may be out
 * of order; an outage delays all of a meter's rows together; single rows are held back until they
 * are late; single rows are sent again.
 */
public final class FleetSimulation implements Simulation {

  private static final double OUTAGE_PER_UPLOAD = 0.0008;
  private static final double CORRUPT_PER_UPLOAD = 0.0006;
  private static final double SHUFFLED_BLOCKS = 0.4;
  private static final double HELD_BACK_PER_ROW = 0.0006;
  private static final double SENT_AGAIN_PER_ROW = 0.002;
  private static final double SENT_AGAIN_WITH_OTHER_VALUE = 0.1;
  private static final long SECOND = 1000;
  private static final long HOUR = 3_600_000;
  private static final long SLOTS_PER_HOUR = 4;
  private static final DateTimeFormatter UTC_MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final RunPlan plan;
  private final RunObserver observer;
  private final Randomness random;
  private final Device[] devices;
  private final WireStyle[] styles;
  private final long[] uploadPeriods;
  private final MessageWriter writer = new MessageWriter();
  private final PriorityQueue<Event> events = new PriorityQueue<>(Event.ORDER);
  private final List<Row> upload = new ArrayList<>();

  private long singles;
  private long corrupt;
  private long steps;
  private long messages;

  /** A run at its beginning. */
  public FleetSimulation(RunPlan plan, RunObserver observer) {
    this.plan = plan;
    this.observer = observer;
    this.random = new Randomness(Randomness.mix(plan.seed(), 0x0DDBA11));
    int count = plan.meters().size();
    this.devices = new Device[count];
    this.styles = new WireStyle[count];
    this.uploadPeriods = new long[count];
    this.singles = count;
    for (int index = 0; index < count; index++) {
      add(index, plan.meters().get(index));
    }
  }

  private void add(int index, Meter meter) {
    boolean known = index < plan.knownMeters();
    devices[index] =
        new Device(
            meter,
            plan.seed(),
            known ? plan.faultRate() : 0,
            plan.startMillis() / Device.SLOT_MILLIS,
            observer);
    styles[index] = new WireStyle(meter.id(), plan.seed());
    Randomness habits = new Randomness(Randomness.mix(plan.seed(), index, 31));
    long interval = meter.type().orElse(MeterType.DIGITAL).flowInterval().toMillis();
    double draw = habits.nextDouble();
    uploadPeriods[index] = draw < 0.5 ? interval : draw < 0.9 ? HOUR : 4 * HOUR;
    long phase = ((long) (habits.nextDouble() * uploadPeriods[index] / SECOND)) * SECOND;
    events.add(new Event.Upload(plan.startMillis() + phase, index, index));
  }

  @Override
  public long nextDueMillis() {
    return events.element().dueMillis();
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public long messages() {
    return messages;
  }

  @Override
  public void step(MessageSink sink) {
    take(events.remove(), sink);
    steps++;
  }

  private void take(Event event, MessageSink sink) {
    if (event instanceof Event.Upload due) {
      upload(due, sink);
    } else if (event instanceof Event.Single single) {
      sendAlone(single, sink);
    }
  }

  /**
   * Ends the run at an instant: every meter uploads what it has, and what was held back is sent.
   */
  @Override
  public void finish(long endMillis, MessageSink sink) {
    runUntil(endMillis, sink);
    List<Event.Single> waiting = new ArrayList<>();
    takeSingles(waiting);
    for (int meter = 0; meter < devices.length; meter++) {
      sendMeasured(meter, endMillis, endMillis, sink);
    }
    takeSingles(waiting);
    waiting.sort(Event.ORDER);
    waiting.forEach(single -> sendAlone(single, sink));
  }

  private void takeSingles(List<Event.Single> into) {
    for (Event event : events) {
      if (event instanceof Event.Single single) {
        into.add(single);
      }
    }
    events.clear();
  }

  private void upload(Event.Upload due, MessageSink sink) {
    int meter = due.meter();
    long now = due.dueMillis();
    if (disturbed(meter) && random.chance(OUTAGE_PER_UPLOAD * plan.faultRate())) {
      long missed = Math.max(1, random.nextInt(1, 9) * HOUR / uploadPeriods[meter]);
      long back = now + missed * uploadPeriods[meter];
      observer.label("DELAYED_UPLOAD", id(meter), now, back, "all rows wait together");
      events.add(new Event.Upload(back, meter, meter));
      return;
    }
    if (disturbed(meter) && random.chance(CORRUPT_PER_UPLOAD * plan.faultRate())) {
      sendCorrupt(meter, now, sink);
    }
    sendMeasured(meter, now, now, sink);
    events.add(new Event.Upload(now + uploadPeriods[meter], meter, meter));
  }

  private boolean disturbed(int meter) {
    return meter < plan.knownMeters() && plan.faultRate() > 0;
  }

  private void sendMeasured(int meter, long untilMillis, long now, MessageSink sink) {
    upload.clear();
    devices[meter].advanceTo(
        untilMillis,
        row -> {
          observer.measured(meter, row);
          upload.add(row);
        });
    int from = 0;
    while (from < upload.size()) {
      int to = endOfHour(from);
      if (disturbed(meter) && random.chance(SHUFFLED_BLOCKS)) {
        shuffle(from, to);
      }
      for (int index = from; index < to; index++) {
        sendOrHoldBack(meter, upload.get(index), now, sink);
      }
      from = to;
    }
  }

  private int endOfHour(int from) {
    long hour = Math.floorDiv(upload.get(from).slot(), SLOTS_PER_HOUR);
    int to = from + 1;
    while (to < upload.size() && Math.floorDiv(upload.get(to).slot(), SLOTS_PER_HOUR) == hour) {
      to++;
    }
    return to;
  }

  private void shuffle(int from, int to) {
    for (int index = to - 1; index > from; index--) {
      int other = from + random.nextInt(index - from + 1);
      Row swapped = upload.get(index);
      upload.set(index, upload.get(other));
      upload.set(other, swapped);
    }
  }

  private void sendOrHoldBack(int meter, Row row, long now, MessageSink sink) {
    if (!disturbed(meter)) {
      send(meter, row, now, sink);
      return;
    }
    boolean frequent = row.channel().measurement().kind() != Kind.GAUGE;
    if (frequent && random.chance(HELD_BACK_PER_ROW * plan.faultRate())) {
      later(random.between(7, 30), meter, row, now, Reason.HELD_BACK);
      return;
    }
    send(meter, row, now, sink);
    if (random.chance(SENT_AGAIN_PER_ROW * plan.faultRate())) {
      boolean other = random.chance(SENT_AGAIN_WITH_OTHER_VALUE);
      Row again = other ? row.withThousandths(row.thousandths() + 7000) : row;
      double hours = random.chance(0.7) ? random.between(0, 2) : random.between(2, 30);
      later(hours, meter, again, now, Reason.SENT_AGAIN);
    }
  }

  private void later(double hours, int meter, Row row, long now, Reason reason) {
    long due = now + ((long) (hours * HOUR / SECOND)) * SECOND;
    events.add(new Event.Single(due, singles++, meter, row, reason));
  }

  private void send(int meter, Row row, long now, MessageSink sink) {
    observer.sent(meter, row, now);
    messages++;
    sink.send(styles[meter].key(), writer.write(row, styles[meter]));
  }

  private void sendAlone(Event.Single single, MessageSink sink) {
    int meter = single.meter();
    observer.sent(meter, single.row(), single.dueMillis());
    messages++;
    byte[] message =
        switch (single.reason()) {
          case HELD_BACK -> writer.write(single.row(), styles[meter]);
          case SENT_AGAIN -> writer.writeInOtherZone(single.row(), styles[meter]);
        };
    sink.send(styles[meter].key(), message);
  }

  private void sendCorrupt(int meter, long now, MessageSink sink) {
    String timestamp = UTC_MILLIS.format(Instant.ofEpochMilli(now));
    observer.sentCorrupt(meter, CorruptMessages.reason(corrupt), now);
    messages++;
    sink.send(styles[meter].key(), CorruptMessages.bytes(corrupt, id(meter), timestamp));
    corrupt++;
  }

  private String id(int meter) {
    return plan.meters().get(meter).id();
  }
}
