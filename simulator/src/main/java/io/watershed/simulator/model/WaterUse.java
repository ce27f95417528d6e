package io.watershed.simulator.model;

import io.watershed.simulator.model.HouseholdProfile.DayKind;
import io.watershed.simulator.random.Randomness;

/**
 * The water that runs through one meter, quarter hour by quarter hour, without faults.
 *
 * <p>An hour has use or not; its litres come from the quantiles of real households and run in one
 * to four draws that fall into its quarters at random.
 */
final class WaterUse {

  /** What a service pipe carries at most before anything breaks, litres per quarter hour. */
  private static final double MOST_LITRES_PER_QUARTER = 1000;

  /** How people use a connection. */
  enum Habit {
    ORDINARY,
    /** Nobody home for months; now and then a tap. */
    IDLE,
    /** A cistern or a pipe that never stops. */
    LEAKY
  }

  private final Randomness random;
  private final boolean business;
  private final Habit habit;
  private final double activity;
  private final double size;
  private final double leakLitresPerHour;
  private final double[] quarters = new double[4];

  private double activityToday = 1;
  private double sizeToday = 1;
  private boolean away;
  private boolean started;

  WaterUse(Randomness random, boolean business) {
    this.random = random;
    this.business = business;
    double draw = random.nextDouble();
    this.habit = draw < 0.09 ? Habit.IDLE : draw < 0.15 ? Habit.LEAKY : Habit.ORDINARY;
    this.activity = Math.exp(random.nextGaussian() * 0.65);
    this.size = Math.exp(random.nextGaussian() * 0.3 - 0.045) * (business ? 5 : 1);
    double leak = random.between(3, 18);
    this.leakLitresPerHour = habit == Habit.LEAKY ? leak : 0;
  }

  Habit habit() {
    return habit;
  }

  double leakLitresPerHour() {
    return leakLitresPerHour;
  }

  void startDay() {
    away = habit == Habit.IDLE ? !random.chance(0.03) : random.chance(away ? 0.5 : 0.007);
    activityToday = activity * 1.25 * Math.exp(random.nextGaussian() * 0.45);
    sizeToday = size * Math.exp(random.nextGaussian() * 0.25 - 0.03);
  }

  /** Whether an hour has begun at all. */
  boolean started() {
    return started;
  }

  void startHour(int hour, DayKind day) {
    started = true;
    double steady = leakLitresPerHour / 4;
    for (int quarter = 0; quarter < 4; quarter++) {
      quarters[quarter] = steady;
    }
    if (away) {
      return;
    }
    double odds =
        business
            ? HouseholdProfile.oddsOfUseInBusiness(hour, day)
            : HouseholdProfile.oddsOfUse(hour, day) * activityToday;
    if (!random.chance(odds / (1 + odds))) {
      return;
    }
    double shape = business ? 1 : HouseholdProfile.volumeShape(hour);
    double litres = HouseholdProfile.litres(random.nextDouble()) * shape * sizeToday;
    int draws = litres < 8 ? 1 : litres < 30 ? 2 : litres < 90 ? 3 : 4;
    double share = litres / draws;
    for (int draw = 0; draw < draws; draw++) {
      int quarter = random.nextInt(4);
      quarters[quarter] = Math.min(quarters[quarter] + share, MOST_LITRES_PER_QUARTER);
    }
  }

  /** Litres of a quarter of the hour begun last. */
  double quarterLitres(int quarter) {
    return quarters[quarter];
  }
}
