package io.watershed.simulator.station.weather;

import java.util.List;

/**
 * A low that crosses the network: pressure falls before it, warm air goes before it, cold air
 * follows, and its cells of rain travel with it. Or a high, which has a depth below zero and no
 * rain.
 *
 * @param bornHour when it begins, hours since the epoch
 * @param lifeHours how long it lasts
 * @param east where its middle is then, kilometres east
 * @param north kilometres north
 * @param eastSpeed kilometres an hour
 * @param northSpeed kilometres an hour
 * @param depth how far the pressure falls in its middle, hPa
 * @param radius standard deviation of the hollow, kilometres
 * @param contrast how much warmer the air before it is than usual, and colder behind it, °C
 * @param cells its rain
 */
record WeatherSystem(
    double bornHour,
    double lifeHours,
    double east,
    double north,
    double eastSpeed,
    double northSpeed,
    double depth,
    double radius,
    double contrast,
    List<RainCell> cells) {

  /** How strong it is at an hour, 0 to 1. */
  double strengthAt(double hour) {
    double age = hour - bornHour;
    if (age <= 0 || age >= lifeHours) {
      return 0;
    }
    return Math.sqrt(Math.sin(Math.PI * age / lifeHours));
  }

  double eastAt(double hour) {
    return east + eastSpeed * (hour - bornHour);
  }

  double northAt(double hour) {
    return north + northSpeed * (hour - bornHour);
  }
}
