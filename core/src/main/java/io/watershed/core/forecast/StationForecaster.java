package io.watershed.core.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/** Forecasts one gauge at one origin. The buffers are its own: not safe for several threads. */
final class StationForecaster {

  static final double LOW_SHARE = 0.025;
  static final double HIGH_SHARE = 0.975;

  private final ForecastModel model;
  private final GaugeNetwork network;
  private final float[] row = new float[FeatureRow.ALL];
  private final double[] spreads = new double[FeatureRow.LEADS];

  StationForecaster(ForecastModel model, GaugeNetwork network) {
    this.model = model;
    this.network = network;
  }

  /**
   * The forecast, which the tracker keeps.
   *
   * @param gauge the gauge's place in the network
   * @param state its state at the origin
   * @param signals the signals of all gauges of the network at the same origin
   */
  StationForecast forecast(
      GaugeSeries series,
      int gauge,
      GaugeState state,
      IntFunction<float[]> signals,
      StationTracker tracker) {
    double[][] challengers = challengers(series, gauge, state, signals);
    double mostWeight = state.flat() ? 0 : state.acquaintance();
    List<LeadForecast> leads = new ArrayList<>(FeatureRow.LEADS);
    double below = 0;
    double above = 0;
    for (int lead = 1; lead <= FeatureRow.LEADS; lead++) {
      LeadModel learned = model.lead(lead);
      int choice = tracker.choose(lead, model.prior(lead), mostWeight);
      double change =
          choice == 0
              ? 0
              : WeightGrid.weight(choice) * challengers[WeightGrid.challenger(choice)][lead - 1];
      double unit = spreads[lead - 1] * tracker.width(lead);
      below = Math.max(below, -unit * learned.scores().quantile(LOW_SHARE));
      above = Math.max(above, unit * learned.scores().quantile(HIGH_SHARE));
      double level = state.base + change;
      leads.add(
          new LeadForecast(
              lead,
              level,
              level - below,
              level + above,
              WeightGrid.candidate(choice),
              WeightGrid.weight(choice),
              probabilityAbove(series.highWater(), level, unit, learned.scores())));
    }
    StationForecast forecast =
        new StationForecast(series.stationId(), state.origin, state.base, List.copyOf(leads));
    tracker.keep(forecast, state.scale, series.highWater(), challengers);
    return forecast;
  }

  private double[][] challengers(
      GaugeSeries series, int gauge, GaugeState state, IntFunction<float[]> signals) {
    Arrays.fill(row, Float.NaN);
    FeatureRow.common(row, state, network, gauge, signals);
    double[][] own = OwnCandidates.all(state);
    double[] global = new double[FeatureRow.LEADS];
    for (int lead = 1; lead <= FeatureRow.LEADS; lead++) {
      FeatureRow.ofLead(
          row, state.levels, state.scale, state.origin, lead, series.longitude(), own);
      LeadModel learned = model.lead(lead);
      global[lead - 1] = learned.change(row) * state.scale;
      spreads[lead - 1] = learned.unit(row) * state.scale;
    }
    return new double[][] {global, own[0], own[1], own[2]};
  }

  private static OptionalDouble probabilityAbove(
      double highWater, double level, double unit, ScoreTable scores) {
    return Double.isNaN(highWater)
        ? OptionalDouble.empty()
        : OptionalDouble.of(scores.shareAbove((highWater - level) / unit));
  }
}
