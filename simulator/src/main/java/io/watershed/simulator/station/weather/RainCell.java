package io.watershed.simulator.station.weather;

/**
 * A field of rain: a Gaussian hill of intensity that moves, grows and fades.
 *
 * @param bornHour when it begins, hours since the epoch
 * @param lifeHours how long it lasts
 * @param east where its middle is then, kilometres east
 * @param north kilometres north
 * @param eastSpeed kilometres an hour
 * @param northSpeed kilometres an hour
 * @param eastSpread standard deviation from west to east, kilometres
 * @param northSpread standard deviation from south to north, kilometres
 * @param peak millimetres an hour in the middle at its best
 */
record RainCell(
    double bornHour,
    double lifeHours,
    double east,
    double north,
    double eastSpeed,
    double northSpeed,
    double eastSpread,
    double northSpread,
    double peak) {

  /** Beyond so many standard deviations a cell's rain is too little to measure. */
  static final double REACH = 3;

  /** Intensity in the middle at an hour, millimetres an hour; 0 before and after its life. */
  double strengthAt(double hour) {
    double age = hour - bornHour;
    if (age <= 0 || age >= lifeHours) {
      return 0;
    }
    double envelope = Math.sin(Math.PI * age / lifeHours);
    // Flat in the middle of its life: a system keeps its rain for most of its way.
    return peak * Math.sqrt(envelope);
  }

  double eastAt(double hour) {
    return east + eastSpeed * (hour - bornHour);
  }

  double northAt(double hour) {
    return north + northSpeed * (hour - bornHour);
  }
}
