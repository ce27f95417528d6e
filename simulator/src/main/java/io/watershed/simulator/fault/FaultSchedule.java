package io.watershed.simulator.fault;

import io.watershed.simulator.random.Randomness;

/**
 * The faults of one meter, decided day by day, so that a run of any length has them.
 *
 * <p>A meter has at most one fault at a time and some days of rest after it: the register rule of
 * the batch layer looks back two days, and two faults in a row could hide one another's end.
 */
public final class FaultSchedule {

  private static final long QUARTER_MILLIS = 900_000;
  private static final long SLOTS_PER_HOUR = 4;
  private static final long SLOTS_PER_DAY = 96;
  private static final long DAYS_OF_REST = 4;
  private static final double CHANCE_PER_FAULT_AND_DAY = 0.002;
  private static final FaultType[] DAILY = {
    FaultType.HIGH_FLOW,
    FaultType.BURST,
    FaultType.CONTINUOUS_LEAK,
    FaultType.STUCK_METER,
    FaultType.REVERSE_FLOW,
    FaultType.HOT_DEVICE,
    FaultType.SILENCE,
    FaultType.FLOW_ABOVE_LIMIT,
    FaultType.REGISTER_GLITCH
  };

  private final Randomness random;
  private final String meterId;
  private final MeterFacts facts;
  private final double chancePerDay;
  private final FaultLog log;

  private FaultEpisode active;
  private long restUntilDay = Long.MIN_VALUE;
  private boolean firstDay = true;

  /**
   * What the choice of a fault depends on.
   *
   * @param business whether the user is no household
   * @param stepLitres litres per pulse
   * @param slotsPerFlow quarter hours per flow reading
   * @param dailyRegister whether the register is sent once a day, at midnight
   */
  public record MeterFacts(
      boolean business, int stepLitres, int slotsPerFlow, boolean dailyRegister) {}

  /** A schedule; the rate multiplies how often faults begin, 0 for never. */
  public FaultSchedule(
      long seed, String meterId, MeterFacts facts, double faultRate, FaultLog log) {
    this.random = new Randomness(seed);
    this.meterId = meterId;
    this.facts = facts;
    this.chancePerDay = Math.min(1, CHANCE_PER_FAULT_AND_DAY * DAILY.length * faultRate);
    this.log = log;
  }

  /** Decides whether a fault begins on a local day, whose first quarter hour is given. */
  public void startDay(long epochDay, long midnightSlot) {
    boolean begins = random.chance(chancePerDay);
    FaultType type = DAILY[random.nextInt(DAILY.length)];
    boolean possible =
        active == null
            && epochDay >= restUntilDay
            && !(firstDay && facts.dailyRegister() && type == FaultType.REGISTER_GLITCH);
    firstDay = false;
    if (begins && possible) {
      active = episode(type, midnightSlot);
      log.label(
          type.name(),
          meterId,
          active.fromSlot() * QUARTER_MILLIS,
          active.toSlot() * QUARTER_MILLIS,
          active.detail());
    }
  }

  /** The fault that acts in a quarter hour, or null. */
  public FaultEpisode at(long slot, long epochDay) {
    if (active == null) {
      return null;
    }
    if (slot >= active.toSlot()) {
      active = null;
      restUntilDay = epochDay + DAYS_OF_REST;
      return null;
    }
    return active.covers(slot) ? active : null;
  }

  private FaultEpisode episode(FaultType type, long midnight) {
    long morning = midnight + random.nextInt(6, 19) * SLOTS_PER_HOUR;
    double factor = facts.business() ? 2.5 : 1;
    return switch (type) {
      case HIGH_FLOW ->
          hours(type, morning, random.nextInt(1, 3), random.between(1200, 2400) * factor);
      case BURST -> hours(type, morning, random.nextInt(4, 12), random.between(3000, 5500));
      case CONTINUOUS_LEAK ->
          hours(
              type,
              morning,
              random.nextInt(24, 60),
              Math.max(
                  random.between(15, 60),
                  1.5 * facts.stepLitres() * SLOTS_PER_HOUR / facts.slotsPerFlow()));
      case STUCK_METER ->
          new FaultEpisode(
              type,
              morning,
              morning + random.nextInt(24, 48) * SLOTS_PER_HOUR,
              random.nextInt(2, 12),
              random.nextInt(2));
      case REVERSE_FLOW -> hours(type, morning, random.nextInt(2, 6), random.nextInt(1, 12));
      case HOT_DEVICE ->
          new FaultEpisode(type, midnight, midnight + SLOTS_PER_DAY, random.between(52, 68), 0);
      // Below a day, so that the batch layer's look back always finds a register reading.
      case SILENCE -> hours(type, morning, random.nextInt(13, 23), 0);
      case FLOW_ABOVE_LIMIT ->
          new FaultEpisode(
              type,
              morning,
              morning + (long) facts.slotsPerFlow() * random.nextInt(1, 3),
              random.nextInt(20_000, 99_999),
              0);
      case REGISTER_GLITCH -> {
        long from = facts.dailyRegister() ? midnight : morning;
        int length = facts.dailyRegister() ? 1 : facts.slotsPerFlow();
        yield new FaultEpisode(type, from, from + length, 0, random.nextInt(2));
      }
      case LOW_BATTERY, BATTERY_PERCENTAGE ->
          throw new IllegalArgumentException(type + " is a trait of a battery, not of a day");
    };
  }

  private static FaultEpisode hours(FaultType type, long from, int hours, double size) {
    return new FaultEpisode(type, from, from + hours * SLOTS_PER_HOUR, size, 0);
  }
}
