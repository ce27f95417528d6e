package io.watershed.core.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Forecasts all gauges of a network.
 *
 * <p>{@link #forecast} is for one origin, as the batch layer runs it each hour; {@link #roll} goes
 * through the hours of a past, forecasting from each with what was known then, and is both the
 * backtest and the way to bring trackers up to date. Both use all processors, and give the same
 * numbers on any number of them.
 */
public final class Forecaster {

  private final ForecastModel model;

  /** A forecaster that forecasts with a model. */
  public Forecaster(ForecastModel model) {
    this.model = model;
  }

  /**
   * Forecasts from one origin.
   *
   * @param gauges the recent levels of every gauge, ten days of hours up to the origin or more;
   *     what is after the origin is not looked at
   * @param network the network of the same gauges in the same order
   * @param trackers the tracker of each, settled up to the origin; each keeps its forecast
   * @param originHour hours since the epoch
   * @return one per gauge, empty where no level is known in the last three hours
   */
  public List<Optional<StationForecast>> forecast(
      List<GaugeSeries> gauges,
      GaugeNetwork network,
      List<StationTracker> trackers,
      long originHour) {
    if (gauges.size() != network.size() || trackers.size() != network.size()) {
      throw new IllegalArgumentException(
          "a network of "
              + network.size()
              + " gauges needs as many series and trackers, not "
              + gauges.size()
              + " and "
              + trackers.size());
    }
    GaugeState[] states = new GaugeState[gauges.size()];
    float[][] signals = new float[gauges.size()][];
    IntStream.range(0, states.length)
        .parallel()
        .forEach(
            g -> {
              states[g] = GaugeState.at(gauges.get(g), originHour);
              signals[g] = FeatureRow.signal(states[g], FeatureRow.rain(gauges.get(g), originHour));
            });
    ThreadLocal<StationForecaster> forecasters =
        ThreadLocal.withInitial(() -> new StationForecaster(model, network));
    return IntStream.range(0, states.length)
        .parallel()
        .mapToObj(
            g ->
                states[g] == null
                    ? Optional.<StationForecast>empty()
                    : Optional.of(
                        forecasters
                            .get()
                            .forecast(
                                gauges.get(g),
                                g,
                                states[g],
                                other -> signals[other],
                                trackers.get(g))))
        .toList();
  }

  /**
   * Goes through the hours, hour by hour: settles what was forecast for the hour, then forecasts
   * from it. Each forecast sees nothing after its origin.
   *
   * @param gauges the levels of every gauge
   * @param fromHour the first origin, hours since the epoch
   * @param toHour the hour after the last
   * @param trackers the tracker of each gauge, as it is before the first hour
   * @param listener makes what is told of each scored forecast of a gauge; gauges are gone through
   *     side by side, but each gauge's listener is called from one thread, in order of time
   */
  public void roll(
      List<GaugeSeries> gauges,
      long fromHour,
      long toHour,
      List<StationTracker> trackers,
      Function<GaugeSeries, Consumer<ScoredForecast>> listener) {
    GaugeNetwork network = GaugeNetwork.of(gauges);
    List<Consumer<ScoredForecast>> listeners = new ArrayList<>();
    gauges.forEach(gauge -> listeners.add(listener.apply(gauge)));
    float[][][] signals = signals(gauges, fromHour, toHour);
    IntStream.range(0, gauges.size())
        .parallel()
        .forEach(
            g -> {
              StationForecaster forecaster = new StationForecaster(model, network);
              GaugeSeries series = gauges.get(g);
              StationTracker tracker = trackers.get(g);
              for (long hour = fromHour; hour < toHour; hour++) {
                double level = series.levelAt(hour);
                tracker.settle(hour, level, series.lastShift(hour), listeners.get(g));
                if (!Double.isNaN(level)) {
                  int at = (int) (hour - fromHour);
                  forecaster.forecast(
                      series, g, GaugeState.at(series, hour), other -> signals[other][at], tracker);
                }
              }
            });
  }

  /** The signals of every gauge at every hour of a range. */
  static float[][][] signals(List<GaugeSeries> gauges, long fromHour, long toHour) {
    float[][][] signals = new float[gauges.size()][(int) (toHour - fromHour)][];
    IntStream.range(0, gauges.size())
        .parallel()
        .forEach(
            g -> {
              GaugeSeries series = gauges.get(g);
              for (long hour = fromHour; hour < toHour; hour++) {
                signals[g][(int) (hour - fromHour)] =
                    FeatureRow.signal(GaugeState.at(series, hour), FeatureRow.rain(series, hour));
              }
            });
    return signals;
  }
}
