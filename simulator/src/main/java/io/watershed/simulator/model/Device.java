package io.watershed.simulator.model;

import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.meter.UsageType;
import io.watershed.simulator.fault.FaultEpisode;
import io.watershed.simulator.fault.FaultLog;
import io.watershed.simulator.fault.FaultSchedule;
import io.watershed.simulator.fault.FaultType;
import io.watershed.simulator.model.HouseholdProfile.DayKind;
import io.watershed.simulator.random.Randomness;
import java.util.function.Consumer;

/**
 * One meter in time: runs quarter hour by quarter hour and hands over the rows it measures, in
 * event order. Flow and register are counted by the same pulses, so they agree except where a fault
 * parts them.
 */
public final class Device {

  /** Length of a slot, milliseconds. */
  public static final long SLOT_MILLIS = 900_000;

  /** Rows of a slot are stamped less than this after its start. */
  public static final long LONGEST_JITTER_MILLIS = 4000;

  private static final long DAY_MILLIS = 86_400_000;
  private static final int SLOTS_PER_DAY = 96;
  private static final int SLOTS_PER_FOUR_HOURS = 16;
  private static final long GLITCH_LEAP_LITRES = 2_000_000;
  private static final long SMALLEST_REGISTER_TO_HALVE = 40_000;
  private static final double MOST_LITRES_PER_SLOT = 2250;
  private static final int[] STEPS = {1, 1, 1, 1, 5, 5, 10};

  private final Meter meter;
  private final boolean digital;
  private final int slotsPerFlow;
  private final int stepLitres;
  private final int dailySlot;
  private final long salt;
  private final Randomness random;
  private final WaterUse use;
  private final Telemetry telemetry;
  private final Battery battery;
  private final FaultSchedule faults;
  private final LocalClock clock;

  private long nextSlot;
  private long currentDay = Long.MIN_VALUE;
  private double pendingLitres;
  private long registerLitres;
  private long mostLitresToday;

  /**
   * A meter that begins at a slot.
   *
   * @param seed the run's seed; with the meter's id it decides everything
   * @param faultRate multiplies how often faults begin; 0 for never
   */
  public Device(Meter meter, long seed, double faultRate, long firstSlot, FaultLog log) {
    this.meter = meter;
    MeterType type = meter.type().orElse(MeterType.DIGITAL);
    this.digital = type != MeterType.INTEGRATED;
    this.slotsPerFlow = (int) (type.flowInterval().toMillis() / SLOT_MILLIS);
    this.salt = Randomness.mix(seed, meter.id().hashCode(), meter.id().length());
    this.random = new Randomness(salt);
    boolean business = meter.usageType().filter(UsageType.NON_RESIDENTIAL::is).isPresent();
    this.stepLitres = STEPS[random.nextInt(STEPS.length)];
    this.dailySlot = random.nextInt(SLOTS_PER_DAY);
    this.use = new WaterUse(random, business);
    this.telemetry = new Telemetry(random);
    this.battery = new Battery(random, meter.id(), digital, faultRate, log);
    this.registerLitres = firstRegister();
    this.faults =
        new FaultSchedule(
            random.nextLong(),
            meter.id(),
            new FaultSchedule.MeterFacts(business, stepLitres, slotsPerFlow, !digital),
            faultRate,
            log);
    this.clock = new LocalClock(meter.zone());
    this.nextSlot = firstSlot;
    if (use.habit() == WaterUse.Habit.LEAKY) {
      log.label(
          FaultType.CONTINUOUS_LEAK.name(),
          meter.id(),
          firstSlot * SLOT_MILLIS,
          Long.MAX_VALUE,
          Math.round(use.leakLitresPerHour()) + " L/h at all times");
    }
  }

  private long firstRegister() {
    double litres =
        use.habit() == WaterUse.Habit.IDLE
            ? random.between(0, 2000)
            : Math.exp(11.36 + 1.15 * random.nextGaussian());
    return ((long) (litres / stepLitres)) * stepLitres;
  }

  /** The meter. */
  public Meter meter() {
    return meter;
  }

  /** Litres a pulse stands for. */
  int stepLitres() {
    return stepLitres;
  }

  /** Runs until an instant; rows stamped at or after it come with the next call. */
  public void advanceTo(long untilMillis, Consumer<Row> rows) {
    while (nextSlot * SLOT_MILLIS + LONGEST_JITTER_MILLIS <= untilMillis) {
      runSlot(nextSlot, rows);
      nextSlot++;
    }
  }

  private void runSlot(long slot, Consumer<Row> rows) {
    long local = clock.localMillis(slot * SLOT_MILLIS);
    long day = Math.floorDiv(local, DAY_MILLIS);
    int slotOfDay = (int) (Math.floorMod(local, DAY_MILLIS) / SLOT_MILLIS);
    if (day != currentDay) {
      startDay(day, slot - slotOfDay);
    }
    if (slotOfDay % 4 == 0 || !use.started()) {
      use.startHour(slotOfDay / 4, dayKind(day));
    }
    FaultEpisode fault = faults.at(slot, day);
    pendingLitres += use.quarterLitres(slotOfDay % 4) + faultLitres(fault);
    boolean silent = fault != null && fault.type() == FaultType.SILENCE;
    Consumer<Row> sink = silent ? row -> {} : rows;
    long stamp = stamp(slot);
    if (Math.floorMod(slot, (long) slotsPerFlow) == 0) {
      measureFlow(slot, stamp, fault, sink);
    }
    if (digital) {
      if (slotOfDay == dailySlot) {
        measureDigitalDay(slot, stamp, day, slotOfDay / 4.0, surplus(fault), sink);
      }
    } else {
      measureIntegrated(slot, stamp, day, slotOfDay, fault, sink);
    }
  }

  private void startDay(long day, long midnightSlot) {
    currentDay = day;
    use.startDay();
    telemetry.startDay(day);
    faults.startDay(day, midnightSlot);
  }

  private static DayKind dayKind(long epochDay) {
    // The epoch began on a Thursday.
    long dayOfWeek = Math.floorMod(epochDay + 3, 7L);
    return dayOfWeek >= 5 ? DayKind.WEEKEND : DayKind.WEEKDAY;
  }

  private static double faultLitres(FaultEpisode fault) {
    if (fault == null) {
      return 0;
    }
    return switch (fault.type()) {
      case HIGH_FLOW, BURST, CONTINUOUS_LEAK -> fault.size() / 4;
      case STUCK_METER,
          REVERSE_FLOW,
          LOW_BATTERY,
          HOT_DEVICE,
          SILENCE,
          FLOW_ABOVE_LIMIT,
          REGISTER_GLITCH,
          BATTERY_PERCENTAGE ->
          0;
    };
  }

  private static double surplus(FaultEpisode fault) {
    return fault != null && fault.type() == FaultType.HOT_DEVICE ? fault.size() - 20 : 0;
  }

  private void measureFlow(long slot, long stamp, FaultEpisode fault, Consumer<Row> rows) {
    pendingLitres = Math.min(pendingLitres, MOST_LITRES_PER_SLOT * slotsPerFlow);
    long litres = ((long) (pendingLitres / stepLitres)) * stepLitres;
    pendingLitres -= litres;
    long shown = litres;
    if (fault != null) {
      switch (fault.type()) {
        case REVERSE_FLOW -> {
          shown = -((long) fault.size()) * stepLitres;
          litres = 0;
        }
        case FLOW_ABOVE_LIMIT -> {
          shown = (long) fault.size();
          litres = 0;
        }
        case STUCK_METER -> {
          if (fault.variant() == 0) {
            litres = 0;
          } else {
            litres = ((long) fault.size()) * stepLitres;
            shown = litres;
          }
        }
        case HIGH_FLOW,
            BURST,
            CONTINUOUS_LEAK,
            LOW_BATTERY,
            HOT_DEVICE,
            SILENCE,
            REGISTER_GLITCH,
            BATTERY_PERCENTAGE -> {}
      }
    }
    registerLitres += litres;
    mostLitresToday = Math.max(mostLitresToday, litres);
    Channel flow = digital ? Channel.DIGITAL_FLOW : Channel.INTEGRATED_FLOW;
    rows.accept(new Row(flow, slot, stamp, shown * 1000, Row.Truth.MEASURED));
    if (digital) {
      // Litres on the wire.
      measureRegister(Channel.DIGITAL_TOTAL, 1000, slot, stamp, fault, rows);
    }
  }

  private void measureRegister(
      Channel channel,
      int thousandthsPerLitre,
      long slot,
      long stamp,
      FaultEpisode fault,
      Consumer<Row> rows) {
    boolean glitch = fault != null && fault.type() == FaultType.REGISTER_GLITCH;
    long litres = registerLitres;
    if (glitch) {
      boolean leap = fault.variant() == 0 || litres < SMALLEST_REGISTER_TO_HALVE;
      litres = leap ? litres + GLITCH_LEAP_LITRES : litres / 2;
    }
    rows.accept(
        new Row(
            channel,
            slot,
            stamp,
            litres * thousandthsPerLitre,
            glitch ? Row.Truth.REGISTER_GLITCH : Row.Truth.MEASURED));
  }

  private void measureDigitalDay(
      long slot, long stamp, long day, double hour, double surplus, Consumer<Row> rows) {
    gauge(Channel.DIGITAL_BATTERY, slot, stamp, battery.thousandths(day, random), rows);
    gauge(Channel.DIGITAL_TEMPERATURE, slot, stamp, telemetry.temperature(hour, surplus), rows);
    gauge(
        Channel.DIGITAL_TEMPERATURE_MEDIAN,
        slot,
        stamp,
        telemetry.temperatureMedian(surplus),
        rows);
    gauge(Channel.DIGITAL_TEMPERATURE_MIN, slot, stamp, telemetry.temperatureMin(surplus), rows);
    gauge(Channel.DIGITAL_TEMPERATURE_MAX, slot, stamp, telemetry.temperatureMax(surplus), rows);
    gauge(Channel.DIGITAL_RSRP, slot, stamp, telemetry.rsrp(), rows);
    gauge(Channel.DIGITAL_SINR, slot, stamp, telemetry.sinr(), rows);
    gauge(Channel.DIGITAL_RSRQ, slot, stamp, telemetry.rsrq(), rows);
    gauge(Channel.DIGITAL_SIGNAL, slot, stamp, telemetry.signal(), rows);
    gauge(Channel.DIGITAL_LOG_STORED, slot, stamp, telemetry.logPoints(slotsPerFlow), rows);
    gauge(Channel.DIGITAL_LOG_SENT, slot, stamp, telemetry.logPointsSent(slotsPerFlow), rows);
  }

  private void measureIntegrated(
      long slot, long stamp, long day, int slotOfDay, FaultEpisode fault, Consumer<Row> rows) {
    if (slotOfDay % SLOTS_PER_FOUR_HOURS == 0) {
      double hour = slotOfDay / 4.0;
      gauge(
          Channel.INTEGRATED_TEMPERATURE,
          slot,
          stamp,
          telemetry.temperature(hour, surplus(fault)),
          rows);
      gauge(Channel.INTEGRATED_PRESSURE, slot, stamp, telemetry.pressure(), rows);
    }
    if (slotOfDay == 0) {
      // Kilolitres on the wire: a litre is a thousandth.
      measureRegister(Channel.INTEGRATED_TOTAL, 1, slot, stamp, fault, rows);
      long rate = mostLitresToday * 1000 * 2 / (slotsPerFlow * (SLOT_MILLIS / 1000));
      mostLitresToday = 0;
      gauge(Channel.INTEGRATED_MAX_RATE, slot, stamp, rate, rows);
      long decivolts = battery.thousandths(day, random) * 10;
      gauge(Channel.INTEGRATED_BATTERY, slot, stamp, decivolts, rows);
      gauge(Channel.INTEGRATED_COMMUNICATION, slot, stamp, telemetry.communicationSeconds(), rows);
      gauge(
          Channel.INTEGRATED_COMMUNICATION_OFFSET,
          slot,
          stamp,
          telemetry.communicationOffset(),
          rows);
    }
  }

  private static void gauge(
      Channel channel, long slot, long stamp, long thousandths, Consumer<Row> rows) {
    rows.accept(new Row(channel, slot, stamp, thousandths, Row.Truth.MEASURED));
  }

  /** Clocks of devices are a second or three off. */
  private long stamp(long slot) {
    long mixed = Randomness.mixTwo(salt, slot);
    return slot * SLOT_MILLIS + (mixed & 3) * 1000;
  }
}
