package io.watershed.simulator.station;

import io.watershed.simulator.engine.Simulation;
import io.watershed.simulator.message.MessageSink;
import io.watershed.simulator.random.Randomness;
import io.watershed.simulator.station.fault.CorruptObservations;
import io.watershed.simulator.station.message.ObservationBytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * All stations in time. Each measures at whole quarter hours or hours and sends some minutes later,
 * always the same number of minutes; an outage keeps a station's messages together until it ends;
 * single ones are held back until they are late, or sent again. Deterministic: the plan decides
 * every byte and its place in the sequence.
 */
public final class StationSimulation implements Simulation {

  private static final long HOUR_MILLIS = 3_600_000;
  private static final long SECOND = 1000;
  private static final int SLOTS_PER_HOUR = 4;
  private static final double OUTAGE_PER_TURN = 0.0006;
  private static final double CORRUPT_PER_TURN = 0.0006;
  private static final double HELD_BACK_PER_MESSAGE = 0.0008;
  private static final double SENT_AGAIN_PER_MESSAGE = 0.003;
  private static final double SENT_AGAIN_CORRECTED = 0.1;

  private final StationPlan plan;
  private final StationObserver observer;
  private final Randomness random;
  private final StationWorld world;
  private final StationDevice[] devices;
  private final ObservationBytes[] writers;
  private final long[] outageEnds;
  private final List<List<Sample>> waiting = new ArrayList<>();
  private final int[] wholeHourOrder;
  private final int[] quarterHourOrder;
  private final PriorityQueue<Single> singles = new PriorityQueue<>(Single.ORDER);

  private long slot;
  private int turn;
  private long singlesMade;
  private long corrupt;
  private long steps;
  private long messages;

  /** A message that travels alone: held back, or sent again and then written in another zone. */
  private record Single(long dueMillis, long sequence, Sample sample, boolean again) {

    static final Comparator<Single> ORDER =
        Comparator.comparingLong(Single::dueMillis).thenComparingLong(Single::sequence);
  }

  /** A run at its beginning. Lives through the months before it first, which takes a second. */
  public StationSimulation(StationPlan plan, StationObserver observer) {
    this.plan = plan;
    this.observer = observer;
    this.random = new Randomness(Randomness.mix(plan.fleet().seed(), 0x57A7));
    this.world = new StationWorld(plan.fleet(), plan.startMillis());
    int count = plan.fleet().stations().size();
    this.devices = new StationDevice[count];
    this.writers = new ObservationBytes[count];
    this.outageEnds = new long[count];
    for (int number = 0; number < count; number++) {
      SimulatedStation station = plan.fleet().stations().get(number);
      devices[number] = new StationDevice(number, plan, observer);
      writers[number] =
          new ObservationBytes(station.station(), station.elements(), station.marked());
      waiting.add(new ArrayList<>());
    }
    this.wholeHourOrder = order(SLOTS_PER_HOUR);
    this.quarterHourOrder = order(1);
    this.slot = plan.startMillis() / StationPlan.SLOT_MILLIS;
    skipSlotsWithoutTurns();
  }

  /** The stations that measure at least so often, by the time at which they send. */
  private int[] order(int slots) {
    List<SimulatedStation> stations = plan.fleet().stations();
    return IntStream.range(0, devices.length)
        .filter(number -> stations.get(number).slots() <= slots)
        .boxed()
        .sorted(Comparator.comparingLong(number -> stations.get(number).phaseMillis()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int[] orderNow() {
    return slot % SLOTS_PER_HOUR == 0 ? wholeHourOrder : quarterHourOrder;
  }

  private void skipSlotsWithoutTurns() {
    while (turn >= orderNow().length && wholeHourOrder.length > 0) {
      slot++;
      turn = 0;
    }
  }

  private long turnDueMillis() {
    if (wholeHourOrder.length == 0) {
      return Long.MAX_VALUE;
    }
    int station = orderNow()[turn];
    return slot * StationPlan.SLOT_MILLIS + plan.fleet().stations().get(station).phaseMillis();
  }

  @Override
  public long nextDueMillis() {
    Single single = singles.peek();
    return single == null ? turnDueMillis() : Math.min(turnDueMillis(), single.dueMillis());
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
    steps++;
    Single single = singles.peek();
    if (single != null && single.dueMillis() < turnDueMillis()) {
      sendAlone(singles.remove(), sink);
    } else {
      takeTurn(sink);
    }
  }

  @Override
  public void finish(long endMillis, MessageSink sink) {
    while (wholeHourOrder.length > 0 && slot * StationPlan.SLOT_MILLIS < endMillis) {
      step(sink);
    }
    for (int station = 0; station < devices.length; station++) {
      sendWaiting(station, endMillis, sink);
    }
    while (!singles.isEmpty()) {
      sendAlone(singles.remove(), sink);
    }
  }

  private void takeTurn(MessageSink sink) {
    int station = orderNow()[turn];
    long measuredAt = slot * StationPlan.SLOT_MILLIS;
    long now = turnDueMillis();
    world.advanceTo(measuredAt);
    SimulatedStation about = devices[station].station();
    if (about.isGauge()) {
      double level = world.level(about.site(), measuredAt) + about.datum();
      observer.level(station, measuredAt, level);
    }
    Sample sample = devices[station].measure(world, slot);
    if (sample != null) {
      waiting.get(station).add(sample);
    }
    turn++;
    skipSlotsWithoutTurns();
    if (now >= outageEnds[station] && !outageBegins(station, now)) {
      disturb(station, now, sink);
      sendWaiting(station, now, sink);
    }
  }

  private boolean outageBegins(int station, long now) {
    if (plan.faultRate() == 0 || !random.chance(OUTAGE_PER_TURN * plan.faultRate())) {
      return false;
    }
    outageEnds[station] = now + random.nextInt(1, 9) * HOUR_MILLIS;
    observer.label(
        "DELAYED_UPLOAD", id(station), "", now, outageEnds[station], "all messages wait together");
    return true;
  }

  private void disturb(int station, long now, MessageSink sink) {
    if (plan.faultRate() > 0 && random.chance(CORRUPT_PER_TURN * plan.faultRate())) {
      String timestamp = Instant.ofEpochMilli(now).toString();
      observer.sentCorrupt(station, CorruptObservations.reason(corrupt), now);
      messages++;
      sink.send(writers[station].key(), CorruptObservations.bytes(corrupt, id(station), timestamp));
      corrupt++;
    }
  }

  private void sendWaiting(int station, long now, MessageSink sink) {
    for (Sample sample : waiting.get(station)) {
      sendOrHoldBack(sample, now, sink);
    }
    waiting.get(station).clear();
  }

  private void sendOrHoldBack(Sample sample, long now, MessageSink sink) {
    double rate = plan.faultRate();
    if (rate > 0 && random.chance(HELD_BACK_PER_MESSAGE * rate)) {
      later(random.between(7, 30), sample, now, false);
      return;
    }
    send(sample, now, sink);
    if (rate > 0 && random.chance(SENT_AGAIN_PER_MESSAGE * rate)) {
      Sample again = random.chance(SENT_AGAIN_CORRECTED) ? sample.corrected() : sample;
      later(random.chance(0.7) ? random.between(0, 2) : random.between(2, 30), again, now, true);
    }
  }

  private void later(double hours, Sample sample, long now, boolean again) {
    long due = now + ((long) (hours * HOUR_MILLIS / SECOND)) * SECOND;
    singles.add(new Single(due, singlesMade++, sample, again));
  }

  private void send(Sample sample, long now, MessageSink sink) {
    observer.sent(sample, now);
    messages++;
    ObservationBytes writer = writers[sample.station()];
    sink.send(writer.key(), writer.write(sample.stampMillis(), sample.thousandths()));
  }

  private void sendAlone(Single single, MessageSink sink) {
    Sample sample = single.sample();
    if (!single.again()) {
      send(sample, single.dueMillis(), sink);
      return;
    }
    observer.sent(sample, single.dueMillis());
    messages++;
    ObservationBytes writer = writers[sample.station()];
    sink.send(writer.key(), writer.writeInOtherZone(sample.stampMillis(), sample.thousandths()));
  }

  private String id(int station) {
    return plan.fleet().stations().get(station).id();
  }
}
