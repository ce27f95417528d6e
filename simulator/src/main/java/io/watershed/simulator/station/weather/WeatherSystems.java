package io.watershed.simulator.station.weather;

import io.watershed.simulator.random.Randomness;
import java.util.ArrayList;
import java.util.List;

/** Invents the systems and showers that are born on a day. The same seed and day, the same ones. */
final class WeatherSystems {

  /** No system lives longer, days. */
  static final int LONGEST_LIFE_DAYS = 6;

  private static final double HOURS_PER_DAY = 24;
  private static final double DAYS_PER_YEAR = 365.25;
  // The network lies within 3,000 km east and west and 1,100 km north and south of its middle.
  private static final double WEST = -3700;
  private static final double EAST = 2600;
  private static final double SOUTH = -1300;
  private static final double NORTH = 1400;
  // Of its own path each place sees a system every four to five days.
  private static final double SYSTEMS_PER_DAY = 1.55;
  private static final double HIGHS_PER_DAY = 1.1;
  private static final double SHOWERS_PER_SUMMER_DAY = 45;
  private static final int CELLS = 8;

  private final long seed;

  WeatherSystems(long seed) {
    this.seed = Randomness.mix(seed, 0x5EA);
  }

  /** What is born on a day since the epoch. Showers come as systems without a depth. */
  List<WeatherSystem> bornOn(long day) {
    Randomness random = new Randomness(Randomness.mixTwo(seed, day));
    List<WeatherSystem> born = new ArrayList<>();
    double summer = summer(day);
    for (int left = count(random, SYSTEMS_PER_DAY * (1.1 - 0.2 * summer)); left > 0; left--) {
      born.add(low(random, day * HOURS_PER_DAY, summer));
    }
    for (int left = count(random, SHOWERS_PER_SUMMER_DAY * summer * summer); left > 0; left--) {
      born.add(shower(random, day * HOURS_PER_DAY));
    }
    for (int left = count(random, HIGHS_PER_DAY); left > 0; left--) {
      born.add(high(random, day * HOURS_PER_DAY));
    }
    return born;
  }

  /** 0 in the middle of January to 1 in the middle of July. */
  static double summer(double day) {
    return 0.5 - 0.5 * Math.cos(2 * Math.PI * (day - 19) / DAYS_PER_YEAR);
  }

  private static int count(Randomness random, double mean) {
    // Twice the mean of coin tosses: less uneven than a Poisson number, like weather regimes.
    int tosses = (int) Math.ceil(2 * mean);
    int heads = 0;
    for (int toss = 0; toss < tosses; toss++) {
      heads += random.chance(mean / tosses) ? 1 : 0;
    }
    return heads;
  }

  private static WeatherSystem low(Randomness random, double dayHour, double summer) {
    double born = dayHour + random.between(0, HOURS_PER_DAY);
    double life = random.between(70, HOURS_PER_DAY * LONGEST_LIFE_DAYS - HOURS_PER_DAY);
    double east = random.between(WEST, EAST - 600);
    double north = random.between(SOUTH, NORTH);
    double eastSpeed = random.between(22, 42);
    double northSpeed = random.between(-6, 8);
    double depth = random.between(8, 26) * (1.15 - 0.4 * summer);
    // Cold air holds less water: less falls in the north.
    double warmth = 0.95 + 0.05 * summer - 0.25 * Math.max(0, north / NORTH);
    double strength = warmth * Math.exp(0.4 * random.nextGaussian());
    List<RainCell> cells = new ArrayList<>();
    for (int index = 0; index < CELLS; index++) {
      double start = random.between(-6, 0.6 * life);
      cells.add(
          new RainCell(
              born + start,
              random.between(14, 34),
              east + eastSpeed * start + random.between(-60, 420),
              north + northSpeed * start + random.nextGaussian() * 190,
              eastSpeed + random.between(-4, 4),
              northSpeed + random.between(-4, 4),
              random.between(45, 100),
              random.between(70, 170),
              strength * random.between(1.2, 4.2)));
    }
    // The cold front: a band from the middle to the south.
    cells.add(
        new RainCell(
            born,
            0.9 * life,
            east + 40,
            north - 320,
            eastSpeed,
            northSpeed,
            40,
            260,
            strength * random.between(2, 4.5)));
    return new WeatherSystem(
        born,
        life,
        east,
        north,
        eastSpeed,
        northSpeed,
        depth,
        random.between(450, 700),
        random.between(2, 6) * (1.2 - 0.5 * summer),
        List.copyOf(cells));
  }

  private static WeatherSystem high(Randomness random, double dayHour) {
    return new WeatherSystem(
        dayHour + random.between(0, HOURS_PER_DAY),
        random.between(80, HOURS_PER_DAY * LONGEST_LIFE_DAYS - HOURS_PER_DAY),
        random.between(WEST, EAST - 400),
        random.between(SOUTH, NORTH),
        random.between(12, 28),
        random.between(-8, 4),
        -random.between(6, 20),
        random.between(550, 850),
        0,
        List.of());
  }

  private static WeatherSystem shower(Randomness random, double dayHour) {
    // Late afternoon in the middle of the network, UTC.
    double born = dayHour + random.between(18, 26);
    double life = random.between(2, 6);
    double east = random.between(WEST, EAST);
    double north = random.between(SOUTH, NORTH);
    RainCell cell =
        new RainCell(
            born,
            life,
            east,
            north,
            random.between(8, 28),
            random.between(-8, 8),
            random.between(10, 24),
            random.between(10, 24),
            random.between(5, 16));
    return new WeatherSystem(born, life, east, north, 0, 0, 0, 1, 0, List.of(cell));
  }
}
