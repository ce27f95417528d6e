package io.watershed.core.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small worlds of gauges. */
final class TestGauges {

  static final long FIRST_HOUR = 438_000;

  private TestGauges() {}

  /** A gauge whose levels are given hour by hour. */
  static GaugeSeries gauge(String id, double... levels) {
    return GaugeSeries.of(id, FIRST_HOUR, levels);
  }

  /**
   * Gauges in a row along one river: rain comes in bursts, each gauge rises with it and drains, and
   * the next one downstream follows some hours later.
   */
  static List<GaugeSeries> river(int gauges, int hours, long seed) {
    Random random = new Random(seed);
    double[] inflow = new double[hours];
    for (int hour = 0; hour < hours; hour++) {
      if (random.nextInt(60) == 0) {
        double amount = 0.2 + random.nextDouble();
        for (int wet = hour; wet < Math.min(hours, hour + 8); wet++) {
          inflow[wet] += amount / 8;
        }
      }
    }
    List<GaugeSeries> series = new ArrayList<>();
    double[] above = inflow;
    for (int g = 0; g < gauges; g++) {
      double[] levels = new double[hours];
      double[] outflow = new double[hours];
      double stored = 0.3;
      for (int hour = 0; hour < hours; hour++) {
        stored = stored * 0.93 + above[Math.max(0, hour - 2)];
        outflow[hour] = stored * 0.07;
        levels[hour] = Math.round((g + stored + 0.001 * random.nextGaussian()) * 1000) / 1000.0;
      }
      above = outflow;
      series.add(
          GaugeSeries.of("G" + g, FIRST_HOUR, levels)
              .withPosition(45 + 0.1 * g, -75)
              .withDownstream(g + 1 < gauges ? "G" + (g + 1) : null)
              .withHighWater(g + 1.0)
              .withRain(rain(inflow)));
    }
    return series;
  }

  private static double[] rain(double[] inflow) {
    double[] rain = new double[inflow.length];
    for (int hour = 0; hour < rain.length; hour++) {
      rain[hour] = 20 * inflow[hour];
    }
    return rain;
  }

  /** The same gauge with everything after an hour replaced. */
  static GaugeSeries withOtherFuture(GaugeSeries series, long lastKnownHour, double level) {
    int hours = (int) (series.endHour() - series.firstHour());
    double[] levels = new double[hours];
    double[] rain = new double[hours];
    for (int i = 0; i < hours; i++) {
      long hour = series.firstHour() + i;
      levels[i] = hour <= lastKnownHour ? series.levelAt(hour) : level;
      rain[i] = hour <= lastKnownHour ? series.rainAt(hour) : 99;
    }
    return GaugeSeries.of(series.stationId(), series.firstHour(), levels)
        .withPosition(series.latitude(), series.longitude())
        .withDownstream(series.downstream().orElse(null))
        .withHighWater(series.highWater())
        .withRain(rain);
  }
}
