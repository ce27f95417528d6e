package io.watershed.core.forecast;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * What one gauge has taught about its own forecasts: at each lead time, what every candidate would
 * have cost on its past (the rolling-origin backtest from which the next forecast's candidate is
 * chosen), and how wide its intervals have to be. It also holds the forecasts whose truth has not
 * come yet, a day at most.
 *
 * <p>It goes forward with the hours: {@link #settle} with each level that has come, then a forecast
 * from that hour. Hours may be left out. It is a few kilobytes, and {@link #write} makes it
 * smaller. Not safe for several threads.
 */
public final class StationTracker implements Serializable {

  private static final long serialVersionUID = 1;

  /** The costs of the past count by half after so many scored hours. */
  private static final double HALF_LIFE_HOURS = 720;

  private static final double DECAY = Math.pow(0.5, 1 / HALF_LIFE_HOURS);

  /**
   * What was learned from all gauges counts as so many hours of this one's own past: neighbouring
   * hours tell the same, so a month of them is little evidence.
   */
  private static final double PRIOR_HOURS = 800;

  private static final double MISSES_ALLOWED = 0.05;

  /**
   * How fast an interval's width follows its misses: up by 5 % with each, down by a quarter of a
   * per cent with each hit. After I. Gibbs and E. Candès, "Adaptive conformal inference under
   * distribution shift", NeurIPS 2021, on the logarithm of the width.
   */
  private static final double WIDTH_RATE = 0.05;

  private static final double MOST_WIDTH = 20;

  private static final int LEADS = FeatureRow.LEADS;

  /** The forecasts of one origin, to be scored. */
  private static final class Issued implements Serializable {
    private static final long serialVersionUID = 1;
    private long origin;
    private double base;
    private double scale;
    private double highWater;
    private final float[][] challengers = new float[LEADS][Candidate.CHALLENGERS.length];
    private final float[] change = new float[LEADS];
    private final float[] low = new float[LEADS];
    private final float[] high = new float[LEADS];
    private final float[] probability = new float[LEADS];
  }

  private final float[][] costs = new float[LEADS][WeightGrid.CHOICES];
  private final double[] widths = new double[LEADS];
  private final Issued[] issued = new Issued[LEADS];

  /** A tracker of a gauge that nothing is known of yet. */
  public StationTracker() {
    Arrays.fill(widths, 1);
  }

  /**
   * Scores the forecasts that were made for an hour against the level that came.
   *
   * @param hour hours since the epoch
   * @param truth the level of that hour, metres; with {@code NaN} nothing is scored
   * @param since forecasts from origins before this hour are not scored: the datum moved there
   * @param scored is told of each forecast
   */
  public void settle(long hour, double truth, long since, Consumer<ScoredForecast> scored) {
    if (Double.isNaN(truth)) {
      return;
    }
    for (int lead = 1; lead <= LEADS; lead++) {
      long origin = hour - lead;
      Issued forecast = issued[slot(origin)];
      if (forecast == null || forecast.origin != origin || origin < since) {
        continue;
      }
      settle(forecast, lead, truth);
      scored.accept(
          new ScoredForecast(
              origin,
              lead,
              forecast.base,
              forecast.base + forecast.change[lead - 1],
              forecast.base + forecast.low[lead - 1],
              forecast.base + forecast.high[lead - 1],
              forecast.probability[lead - 1],
              forecast.highWater,
              truth));
    }
  }

  private void settle(Issued forecast, int lead, double truth) {
    double change = truth - forecast.base;
    float[] changes = forecast.challengers[lead - 1];
    float[] cost = costs[lead - 1];
    for (int choice = 0; choice < cost.length; choice++) {
      double expected =
          choice == 0 ? 0 : WeightGrid.weight(choice) * changes[WeightGrid.challenger(choice)];
      cost[choice] = (float) (DECAY * cost[choice] + Math.abs(change - expected) / forecast.scale);
    }
    boolean missed = change < forecast.low[lead - 1] || change > forecast.high[lead - 1];
    double factor = Math.exp(WIDTH_RATE * ((missed ? 1 : 0) - MISSES_ALLOWED));
    widths[lead - 1] = Math.max(1 / MOST_WIDTH, Math.min(MOST_WIDTH, widths[lead - 1] * factor));
  }

  /**
   * The choice of {@link WeightGrid} that cost least, all gauges' past and the own one together.
   */
  int choose(int lead, double[] prior, double mostWeight) {
    float[] own = costs[lead - 1];
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int choice = 0; choice < own.length; choice++) {
      double cost = own[choice] + PRIOR_HOURS * prior[choice];
      if (cost < least && WeightGrid.weight(choice) <= mostWeight) {
        least = cost;
        best = choice;
      }
    }
    return best;
  }

  /** The factor of the interval's width at a lead time. */
  double width(int lead) {
    return widths[lead - 1];
  }

  /** Keeps a forecast until its truth comes. */
  void keep(StationForecast forecast, double scale, double highWater, double[][] challengers) {
    int slot = slot(forecast.originHour());
    if (issued[slot] == null) {
      issued[slot] = new Issued();
    }
    Issued kept = issued[slot];
    kept.origin = forecast.originHour();
    kept.base = forecast.level();
    kept.scale = scale;
    kept.highWater = highWater;
    for (LeadForecast lead : forecast.leads()) {
      int at = lead.lead() - 1;
      for (int c = 0; c < challengers.length; c++) {
        kept.challengers[at][c] = (float) challengers[c][at];
      }
      kept.change[at] = (float) (lead.level() - kept.base);
      kept.low[at] = (float) (lead.low() - kept.base);
      kept.high[at] = (float) (lead.high() - kept.base);
      kept.probability[at] = (float) lead.probabilityAbove().orElse(Double.NaN);
    }
  }

  private static int slot(long origin) {
    return (int) Math.floorMod(origin, (long) LEADS);
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    for (int lead = 0; lead < LEADS; lead++) {
      out.writeFloat((float) widths[lead]);
      writeAll(out, costs[lead]);
    }
    for (Issued forecast : issued) {
      out.writeBoolean(forecast != null);
      if (forecast != null) {
        out.writeLong(forecast.origin);
        out.writeDouble(forecast.base);
        out.writeDouble(forecast.scale);
        out.writeDouble(forecast.highWater);
        for (float[] challengers : forecast.challengers) {
          writeAll(out, challengers);
        }
        writeAll(out, forecast.change);
        writeAll(out, forecast.low);
        writeAll(out, forecast.high);
        writeAll(out, forecast.probability);
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  public static StationTracker read(DataInput in) throws IOException {
    StationTracker tracker = new StationTracker();
    for (int lead = 0; lead < LEADS; lead++) {
      tracker.widths[lead] = in.readFloat();
      readAll(in, tracker.costs[lead]);
    }
    for (int slot = 0; slot < LEADS; slot++) {
      if (in.readBoolean()) {
        Issued forecast = new Issued();
        forecast.origin = in.readLong();
        forecast.base = in.readDouble();
        forecast.scale = in.readDouble();
        forecast.highWater = in.readDouble();
        for (float[] challengers : forecast.challengers) {
          readAll(in, challengers);
        }
        readAll(in, forecast.change);
        readAll(in, forecast.low);
        readAll(in, forecast.high);
        readAll(in, forecast.probability);
        tracker.issued[slot] = forecast;
      }
    }
    return tracker;
  }

  private static void writeAll(DataOutput out, float[] numbers) throws IOException {
    for (float number : numbers) {
      out.writeFloat(number);
    }
  }

  private static void readAll(DataInput in, float[] numbers) throws IOException {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readFloat();
    }
  }
}
