package io.watershed.simulator.model;

import io.watershed.simulator.random.Randomness;

/**
 * What a device measures of itself: temperature, radio, log counters, pressure. All figures in
 * thousandths of the wire's unit.
 *
 * <p>Temperatures lie between 5.7 and 40.7 °C over a year with a winter median of 14 °C, as in the
 * third-party aggregates of the Queensland data; the season is the southern one.
 */
final class Telemetry {

  private static final double DAYS_PER_YEAR = 365.2425;

  private final Randomness random;
  private final int rsrp;
  private final int pressure;
  private double dayMean;
  private double daySwing;

  Telemetry(Randomness random) {
    this.random = random;
    this.rsrp = random.nextInt(-112, -84);
    this.pressure = random.nextInt(380, 680);
  }

  void startDay(long epochDay) {
    double season = Math.cos(2 * Math.PI * (epochDay - 20) / DAYS_PER_YEAR);
    dayMean = 19 + 6 * season + random.between(-2, 2);
    daySwing = random.between(3, 7);
  }

  /** Temperature at a local hour; {@code surplus} degrees are added by a fault. */
  long temperature(double hour, double surplus) {
    double celsius = dayMean + daySwing * Math.cos(2 * Math.PI * (hour - 14) / 24) + surplus;
    return tenths(celsius + random.between(-0.4, 0.4));
  }

  long temperatureMedian(double surplus) {
    return tenths(dayMean - 0.5 + surplus);
  }

  long temperatureMin(double surplus) {
    return tenths(dayMean - daySwing + surplus / 2);
  }

  long temperatureMax(double surplus) {
    return tenths(dayMean + daySwing + surplus);
  }

  long rsrp() {
    return 1000L * (rsrp + random.nextInt(-3, 3));
  }

  long sinr() {
    return 1000L * random.nextInt(-3, 20);
  }

  long rsrq() {
    return 1000L * random.nextInt(-16, -7);
  }

  long signal() {
    return 1000L * (rsrp + 20 + random.nextInt(-4, 4));
  }

  long pressure() {
    return 1000L * (pressure + random.nextInt(-25, 25));
  }

  long communicationSeconds() {
    return 1000L * random.nextInt(4, 60);
  }

  long communicationOffset() {
    return 1000L * random.nextInt(-30, 30);
  }

  long logPoints(int slotsPerFlow) {
    return 1000L * (96 / slotsPerFlow);
  }

  long logPointsSent(int slotsPerFlow) {
    return logPoints(slotsPerFlow) - 1000L * (random.chance(0.1) ? random.nextInt(1, 8) : 0);
  }

  private static long tenths(double value) {
    return Math.round(value * 10) * 100;
  }
}
