package io.watershed.core.forecast;

import java.io.Serializable;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Some hours of a fleet, gone through one gauge at a time: each hour what was forecast for it is
 * settled, then it is forecast from, with nothing known of the time after. Several workers may
 * share the gauges of a round; each gauge's numbers are the same whoever takes it.
 */
public final class FleetRound implements Serializable {

  private static final long serialVersionUID = 1;

  private final ForecastModel model;
  private final List<GaugeSeries> gauges;
  private final GaugeNetwork network;
  private final long fromHour;
  private final long toHour;

  /** What neighbours see of every gauge at every hour; made where it is needed. */
  private transient float[][][] signals;

  /**
   * A round.
   *
   * @param gauges the levels of every gauge, ten days of hours before the first origin or more
   * @param fromHour the first origin, hours since the epoch
   * @param toHour the hour after the last
   */
  public FleetRound(ForecastModel model, List<GaugeSeries> gauges, long fromHour, long toHour) {
    this.model = model;
    this.gauges = List.copyOf(gauges);
    this.network = GaugeNetwork.of(gauges);
    this.fromHour = fromHour;
    this.toHour = toHour;
  }

  /** How many gauges there are. */
  public int size() {
    return gauges.size();
  }

  /** The id of a gauge. */
  public String stationId(int gauge) {
    return gauges.get(gauge).stationId();
  }

  /**
   * Takes one gauge through the hours.
   *
   * @param gauge its place in the list
   * @param tracker its tracker, as it is before the first hour
   * @param forecasts is told of each forecast and the gauge's high water, {@code NaN} without one
   * @param scored is told of each former forecast whose truth has come
   */
  public void run(
      int gauge,
      StationTracker tracker,
      BiConsumer<StationForecast, Double> forecasts,
      Consumer<ScoredForecast> scored) {
    float[][][] seen = signals();
    GaugeSeries series = gauges.get(gauge);
    StationForecaster forecaster = new StationForecaster(model, network);
    for (long hour = fromHour; hour < toHour; hour++) {
      tracker.settle(hour, series.levelAt(hour), series.lastShift(hour), scored);
      GaugeState state = GaugeState.at(series, hour);
      if (state != null) {
        int at = (int) (hour - fromHour);
        forecasts.accept(
            forecaster.forecast(series, gauge, state, other -> seen[other][at], tracker),
            series.highWater());
      }
    }
  }

  private synchronized float[][][] signals() {
    if (signals == null) {
      signals = Forecaster.signals(gauges, fromHour, toHour);
    }
    return signals;
  }
}
