package io.watershed.simulator.model;

import io.watershed.simulator.fault.FaultLog;
import io.watershed.simulator.fault.FaultType;
import io.watershed.simulator.random.Randomness;

/**
 * The battery of one device: steady at 3.6 V for years, in some devices a decline over 40 days
 * until it is exchanged, in some a percentage where volts are meant.
 */
final class Battery {

  private static final int CYCLE_DAYS = 60;
  private static final int DECLINE_DAYS = 40;
  private static final long DAY_MILLIS = 86_400_000;

  private final boolean declining;
  private final boolean percentage;
  private final int phase;
  private final String meterId;
  private final FaultLog log;
  private long labelledUntilDay = Long.MIN_VALUE;

  Battery(Randomness random, String meterId, boolean digital, double faultRate, FaultLog log) {
    this.declining = random.chance(0.015 * faultRate);
    this.percentage = random.chance(0.05) && digital && !declining;
    this.phase = random.nextInt(CYCLE_DAYS);
    this.meterId = meterId;
    this.log = log;
  }

  /** Thousandths of a volt (or of a percent) on a day. */
  long thousandths(long epochDay, Randomness random) {
    int age = (int) Math.floorMod(epochDay + phase, (long) CYCLE_DAYS);
    label(epochDay, age);
    if (percentage) {
      return 69_000 + 1000L * random.nextInt(-2, 2);
    }
    long noise = 10L * random.nextInt(-2, 2);
    return declining && age < DECLINE_DAYS ? 3620 - age * 12L + noise : 3610 + noise;
  }

  private void label(long epochDay, int age) {
    if (epochDay < labelledUntilDay || !(percentage || (declining && age < DECLINE_DAYS))) {
      return;
    }
    long from = (epochDay - (percentage ? 0 : age)) * DAY_MILLIS;
    long days = percentage ? 36_500 : DECLINE_DAYS - age;
    labelledUntilDay = epochDay + days;
    FaultType type = percentage ? FaultType.BATTERY_PERCENTAGE : FaultType.LOW_BATTERY;
    log.label(
        type.name(),
        meterId,
        from,
        labelledUntilDay * DAY_MILLIS,
        percentage ? "percent sent as volts" : "from 3.62 V, 12 mV a day");
  }
}
