package io.watershed.core.forecast;

import io.watershed.core.boosting.FeatureTable;
import io.watershed.core.boosting.GradientBoosting;
import io.watershed.core.boosting.TreeEnsemble;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns a {@link ForecastModel} from the past of many gauges.
 *
 * <p>For each lead time: the global model of the change; out of sample, by cross-fitting over
 * folds, its errors; from those the model of their usual size, their distribution, and what each
 * choice of candidate and weight costs. Every gauge weighs the same, however much its level moves.
 * The same input and options give the same model, on any number of processors.
 */
public final class ForecastFitter {

  private static final double LEARNING_RATE = 0.04;
  private static final int LEAVES = 7;
  private static final int LEAST_LEAF_ROWS = 60;
  private static final double ROW_SHARE = 0.7;
  private static final double FEATURE_SHARE = 0.2;
  private static final double MEDIAN = 0.5;
  private static final int SPREAD_ROUNDS = 100;

  /**
   * The usual size of an error is one that 15 of 100 exceed. Intervals are about the tails, of
   * which the median says little; beyond their own ends, 2.5 of 100, too few errors are left to
   * learn from.
   */
  private static final double SPREAD_QUANTILE = 0.85;

  private static final double[] SPREAD_POWERS = {0, 0.2, 0.4, 0.6, 0.8, 1};

  /** Keeps the logarithm of an error away from that of nothing; a fraction of the scale. */
  private static final double LEAST_ERROR = 0.02;

  private final FitSample sample;
  private final FitOptions options;
  private final FeatureTable common;

  private ForecastFitter(FitSample sample, FitOptions options) {
    this.sample = sample;
    this.options = options;
    this.common = FeatureTable.of(sample.commonColumns());
  }

  /**
   * Fits.
   *
   * @param periods the gauges of each period, as a network; the same gauge may be in several
   *     periods, but no period holds hours of another of the same gauge
   * @param options how
   * @return a model; of too little data, one that starts from persistence
   */
  public static ForecastModel fit(List<List<GaugeSeries>> periods, FitOptions options) {
    FitSample sample = new FitSample(periods, options.mostOrigins());
    ForecastFitter fitter = new ForecastFitter(sample, options);
    List<LeadModel> leads =
        IntStream.rangeClosed(1, FeatureRow.LEADS).parallel().mapToObj(fitter::fit).toList();
    return new ForecastModel(leads, options.trustedWeight(), sample.sources(), sample.size());
  }

  private LeadModel fit(int lead) {
    int size = sample.size();
    double[] targets = new double[size];
    double[] weights = new double[size];
    Arrays.setAll(targets, o -> sample.target(o, lead));
    double[] movement = movement(targets);
    for (int o = 0; o < size; o++) {
      double mean = movement[sample.source(o)];
      weights[o] = mean > 0 ? sample.scale(o) / mean : 0;
    }
    int[] known =
        IntStream.range(0, size).filter(o -> !Double.isNaN(targets[o]) && weights[o] > 0).toArray();
    if (known.length < 2 * LEAST_LEAF_ROWS) {
      return persistence(targets, known);
    }
    FeatureTable table = common.beside(FeatureTable.of(sample.leadColumns(lead)));
    double[] expected =
        outOfSample(table, targets, weights, known, settings(options.rounds(), MEDIAN, lead), lead);
    double[] errorSizes = new double[size];
    double[] even = new double[size];
    for (int o : known) {
      errorSizes[o] = Math.log(Math.abs(targets[o] - expected[o]) + LEAST_ERROR);
      even[o] = 1;
    }
    GradientBoosting.Settings ofSpread =
        settings(SPREAD_ROUNDS, SPREAD_QUANTILE, lead + FeatureRow.LEADS);
    double[] usual = outOfSample(table, errorSizes, even, known, ofSpread, lead);
    Spread spread = spread(targets, expected, usual, weights, known);
    return new LeadModel(
        GradientBoosting.fit(
            table, targets, weights, known, settings(options.rounds(), MEDIAN, lead)),
        GradientBoosting.fit(table, errorSizes, even, known, ofSpread),
        spread.power(),
        spread.scores(),
        costs(targets, expected, known, lead));
  }

  private record Spread(double power, ScoreTable scores) {}

  /**
   * The errors' distribution relative to a power of their usual size. Errors of a quiet hour have
   * the longer tails, relative to their usual size, because floods begin in quiet hours: the power
   * is the one that makes the intervals narrowest, all of them covering as much.
   */
  private static Spread spread(
      double[] targets, double[] expected, double[] usual, double[] weights, int[] known) {
    Spread best = null;
    double least = Double.POSITIVE_INFINITY;
    for (double power : SPREAD_POWERS) {
      double[] scores = new double[known.length];
      double size = 0;
      for (int i = 0; i < known.length; i++) {
        int o = known[i];
        double unit = Math.exp(power * usual[o]);
        scores[i] = (targets[o] - expected[o]) / unit;
        size += weights[o] * unit;
      }
      ScoreTable table = ScoreTable.of(scores, scores.length);
      double width =
          size
              * (table.quantile(StationForecaster.HIGH_SHARE)
                  - table.quantile(StationForecaster.LOW_SHARE));
      if (width < least) {
        least = width;
        best = new Spread(power, table);
      }
    }
    return best;
  }

  private GradientBoosting.Settings settings(int rounds, double quantile, long stream) {
    return new GradientBoosting.Settings(
        rounds,
        LEARNING_RATE,
        LEAVES,
        LEAST_LEAF_ROWS,
        ROW_SHARE,
        FEATURE_SHARE,
        quantile,
        options.seed() * 1_000 + stream);
  }

  /** Predicts each origin by what was learned from the other folds. */
  private double[] outOfSample(
      FeatureTable table,
      double[] targets,
      double[] weights,
      int[] known,
      GradientBoosting.Settings settings,
      int lead) {
    double[] expected = new double[targets.length];
    float[] row = new float[FeatureRow.ALL];
    for (int fold = 0; fold < sample.folds(); fold++) {
      int judge = fold;
      int[] learned = Arrays.stream(known).filter(o -> sample.apart(o, judge)).toArray();
      TreeEnsemble ensemble = GradientBoosting.fit(table, targets, weights, learned, settings);
      for (int o : known) {
        if (sample.fold(o) == fold) {
          sample.fill(row, o, lead);
          expected[o] = ensemble.predict(row);
        }
      }
    }
    return expected;
  }

  /** The mean change of each gauge in each period, metres. */
  private double[] movement(double[] targets) {
    double[] sums = new double[sample.sources()];
    int[] counts = new int[sums.length];
    for (int o = 0; o < targets.length; o++) {
      if (!Double.isNaN(targets[o])) {
        sums[sample.source(o)] += Math.abs(targets[o]) * sample.scale(o);
        counts[sample.source(o)]++;
      }
    }
    for (int s = 0; s < sums.length; s++) {
      sums[s] = counts[s] == 0 ? 0 : sums[s] / counts[s];
    }
    return sums;
  }

  /**
   * What each choice cost per hour, in the gauges' scale: persistence's mean cost times the mean
   * over the gauges of the choice's share of it.
   */
  private double[] costs(double[] targets, double[] expected, int[] known, int lead) {
    double[][] sums = new double[sample.sources()][WeightGrid.CHOICES];
    double persistence = 0;
    double[] challengers = new double[Candidate.CHALLENGERS.length];
    for (int o : known) {
      challengers[0] = expected[o];
      for (int c = 1; c < challengers.length; c++) {
        challengers[c] = sample.ownCandidate(o, c - 1, lead);
      }
      persistence += Math.abs(targets[o]);
      double[] ofSource = sums[sample.source(o)];
      for (int choice = 0; choice < ofSource.length; choice++) {
        ofSource[choice] +=
            sample.scale(o) * Math.abs(targets[o] - WeightGrid.change(choice, challengers));
      }
    }
    double[] costs = new double[WeightGrid.CHOICES];
    int moving = 0;
    for (double[] ofSource : sums) {
      if (ofSource[0] > 0) {
        moving++;
        for (int choice = 0; choice < costs.length; choice++) {
          costs[choice] += ofSource[choice] / ofSource[0];
        }
      }
    }
    for (int choice = 0; choice < costs.length; choice++) {
      costs[choice] *= persistence / known.length / moving;
    }
    return costs;
  }

  /** Too little to learn from: persistence, with the errors it has had. */
  private static LeadModel persistence(double[] targets, int[] known) {
    double[] scores = Arrays.stream(known).mapToDouble(o -> targets[o]).toArray();
    double[] costs = new double[WeightGrid.CHOICES];
    Arrays.fill(costs, 1);
    costs[0] = 0;
    return new LeadModel(
        TreeEnsemble.constant(0),
        TreeEnsemble.constant(0),
        0,
        scores.length == 0 ? ScoreTable.unknown() : ScoreTable.of(scores, scores.length),
        costs);
  }
}
