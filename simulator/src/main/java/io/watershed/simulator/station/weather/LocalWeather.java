package io.watershed.simulator.station.weather;

import io.watershed.simulator.random.Randomness;

/** The weather at one place: its climate, the systems that pass, and its own small moods. */
public final class LocalWeather {

  private static final double EMPTY_SKY_PRESSURE = 1016;
  // Geostrophic balance at 50° north: 1 hPa in 100 km is 7 m/s or 26 km/h; less at the ground.
  private static final double WIND_PER_GRADIENT = 1250;
  // Friction turns the wind by about 20 degrees towards the low.
  private static final double FRICTION_COSINE = 0.94;
  private static final double FRICTION_SINE = 0.34;
  private static final double HOURS_PER_DAY = 24;
  // The air rises and falls with the sun's warmth twice a day, highest at ten.
  private static final double PRESSURE_TIDE = 0.7;
  private static final double HIGHEST_AT_HOUR = 10;

  private final Place place;
  private final double east;
  private final double north;
  private final Climate climate;
  private final RegionalNoise season;
  private final RegionalNoise spell;
  private final SlowNoise hourly;
  private final SlowNoise eastBreeze;
  private final SlowNoise northBreeze;
  private final SlowNoise moisture;
  private final double gustiness;
  private final double solarShiftHours;
  private final Air air = new Air();

  /** The weather of a place; {@code salt} tells neighbours apart. */
  public LocalWeather(Place place, long seed, long salt) {
    this.place = place;
    this.east = place.eastKilometres();
    this.north = place.northKilometres();
    this.climate = new Climate(place);
    // Warm and cold spells are those of a region, not of a station.
    this.season = new RegionalNoise(place, Randomness.mixTwo(seed, 1), 12 * HOURS_PER_DAY);
    this.spell = new RegionalNoise(place, Randomness.mixTwo(seed, 2), 2.5 * HOURS_PER_DAY);
    long own = Randomness.mix(seed, salt, 0xA1);
    this.hourly = new SlowNoise(Randomness.mixTwo(own, 1), 3);
    this.eastBreeze = new SlowNoise(Randomness.mixTwo(own, 2), 2.5);
    this.northBreeze = new SlowNoise(Randomness.mixTwo(own, 3), 2.5);
    this.moisture = new SlowNoise(Randomness.mixTwo(own, 4), 9);
    this.gustiness = 1.35 + 0.3 * Randomness.unit(Randomness.mixTwo(own, 5));
    this.solarShiftHours = place.longitude() / 15;
  }

  /** Where it is. */
  public Place place() {
    return place;
  }

  /** The air under a sky, with the rain of the given cells. */
  public WeatherNow under(Sky sky, int[] cells) {
    double hour = sky.hour();
    double rain = sky.rain(cells, east, north);
    sky.influence(east, north, air);
    double wetness = rain / (rain + 0.6);
    double clearness = clearness(wetness);
    double temperature = temperature(hour, clearness);
    double daylight = climate.daylight(hour);
    double depression =
        (1 - wetness)
                * (1.2 + 3.2 * clearness + 4.5 * daylight * clearness)
                * (1 + 0.35 * moisture.at(hour))
            + 0.2;
    double sun = 4 * Math.PI * (hour + solarShiftHours - HIGHEST_AT_HOUR) / HOURS_PER_DAY;
    double pressure =
        EMPTY_SKY_PRESSURE
            - air.pressureFall
            + PRESSURE_TIDE * Math.cos(sun)
            + 2 * season.at(hour)
            + 0.4 * moisture.at(hour);
    double breeze = 5 + 7 * daylight * clearness;
    double geostrophicEast = -air.northGradient * WIND_PER_GRADIENT;
    double geostrophicNorth = air.eastGradient * WIND_PER_GRADIENT;
    double eastWind =
        geostrophicEast * FRICTION_COSINE
            - geostrophicNorth * FRICTION_SINE
            + breeze * eastBreeze.at(hour);
    double northWind =
        geostrophicEast * FRICTION_SINE
            + geostrophicNorth * FRICTION_COSINE
            + breeze * northBreeze.at(hour);
    return new WeatherNow(
        temperature,
        temperature - depression,
        pressure,
        eastWind,
        northWind,
        gustiness + 0.25 * wetness,
        rain);
  }

  /** The temperature alone, for those who need no more. */
  public double temperatureUnder(Sky sky) {
    sky.influence(east, north, air);
    return temperature(sky.hour(), clearness(0));
  }

  private double clearness(double wetness) {
    double clear = 1 - air.pressureFall / 14;
    return Math.max(0, Math.min(1, clear)) * (1 - wetness);
  }

  private double temperature(double hour, double clearness) {
    return climate.dailyMean(hour)
        + climate.diurnal(hour, clearness)
        + air.frontWarmth
        + 4 * season.at(hour)
        + 3 * spell.at(hour)
        + 0.5 * hourly.at(hour);
  }
}
