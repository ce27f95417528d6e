package io.watershed.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.forecast.FitOptions;
import io.watershed.core.forecast.ForecastFitter;
import io.watershed.core.forecast.ForecastModel;
import io.watershed.core.forecast.Forecaster;
import io.watershed.core.forecast.GaugeNetwork;
import io.watershed.core.forecast.GaugeSeries;
import io.watershed.core.forecast.StationForecast;
import io.watershed.core.forecast.StationTracker;
import io.watershed.core.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long the forecast of a whole fleet takes, warm, from hourly levels in memory to intervals and
 * probabilities 1 to 24 hours ahead.
 *
 * <p>Beside it stands persistence alone, as the same records: the level repeated.
 */
@Command(
    name = "forecast",
    mixinStandardHelpOptions = true,
    description = "Measures the forecast of a fleet of gauges, and persistence alone beside it.")
public final class ForecastBenchmark implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(ForecastBenchmark.class);
  private static final int GAUGES_OF_A_RIVER = 5;
  private static final int FITTED_GAUGES = 60;
  private static final int HOURS = 24 * 40;
  private static final long FIRST_HOUR = 438_000;
  private static final int WARM_UP = 10;

  @Option(
      names = "--gauges",
      defaultValue = "1715",
      description = "How many gauges are forecast. Default: ${DEFAULT-VALUE}")
  private int gauges;

  @Option(
      names = "--origins",
      defaultValue = "20",
      description = "From how many hours in a row it is measured. Default: ${DEFAULT-VALUE}")
  private int origins;

  @Option(names = "--json", description = "One JSON object; there is no other form.")
  private boolean json;

  /** Runs the benchmark; the exit code is 0 when it ran to its end. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ForecastBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() {
    List<GaugeSeries> fleet = fleet(gauges);
    long began = System.nanoTime();
    ForecastModel model =
        ForecastFitter.fit(
            List.of(fleet.subList(0, Math.min(FITTED_GAUGES, gauges))), FitOptions.DEFAULTS);
    double fitMillis = millisSince(began);
    LOG.info("fitted; forecasting");
    GaugeNetwork network = GaugeNetwork.of(fleet);
    List<StationTracker> trackers =
        Stream.generate(StationTracker::new).limit(fleet.size()).toList();
    Forecaster forecaster = new Forecaster(model);
    long first = FIRST_HOUR + HOURS - WARM_UP - origins;
    double[] forecasts = new double[origins];
    double[] repeats = new double[origins];
    long made = 0;
    for (int round = 0; round < WARM_UP + origins; round++) {
      long origin = first + round;
      began = System.nanoTime();
      for (int g = 0; g < fleet.size(); g++) {
        trackers.get(g).settle(origin, fleet.get(g).levelAt(origin), 0, scored -> {});
      }
      made = count(forecaster.forecast(fleet, network, trackers, origin));
      double forecastMillis = millisSince(began);
      began = System.nanoTime();
      count(fleet.stream().map(gauge -> repeated(gauge, origin)).toList());
      if (round >= WARM_UP) {
        forecasts[round - WARM_UP] = forecastMillis;
        repeats[round - WARM_UP] = millisSince(began);
      }
    }
    System.out.println(report(made, fitMillis, forecasts, repeats));
    return 0;
  }

  private String report(long made, double fitMillis, double[] forecasts, double[] repeats) {
    Arrays.sort(forecasts);
    Arrays.sort(repeats);
    ObjectNode report = Json.MAPPER.createObjectNode();
    report.put("gauges", gauges);
    report.put("forecasts", made);
    report.put("processors", Runtime.getRuntime().availableProcessors());
    report.put("fit_ms", Math.round(fitMillis));
    report.put("forecast_median_ms", Math.round(forecasts[origins / 2]));
    report.put("forecast_slowest_ms", Math.round(forecasts[origins - 1]));
    report.put("persistence_median_ms", Math.round(repeats[origins / 2] * 100) / 100.0);
    report.put("times_persistence", Math.round(forecasts[origins / 2] / repeats[origins / 2]));
    return report.toString();
  }

  private static long count(List<Optional<StationForecast>> forecasts) {
    return forecasts.stream().flatMap(Optional::stream).mapToLong(f -> f.leads().size()).sum();
  }

  private static Optional<StationForecast> repeated(GaugeSeries gauge, long origin) {
    double level = gauge.levelAt(origin);
    return Double.isNaN(level)
        ? Optional.empty()
        : Optional.of(StationForecast.persistence(gauge.stationId(), origin, level));
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }

  /** Rivers of five gauges each, with rain of their own, over a country. */
  private static List<GaugeSeries> fleet(int gauges) {
    Random random = new Random(7);
    List<GaugeSeries> fleet = new ArrayList<>();
    double[] above = new double[HOURS];
    for (int g = 0; g < gauges; g++) {
      int place = g % GAUGES_OF_A_RIVER;
      if (place == 0) {
        above = rain(random);
      }
      double[] levels = new double[HOURS];
      double[] outflow = new double[HOURS];
      double stored = 0.3;
      for (int hour = 0; hour < HOURS; hour++) {
        stored = stored * 0.94 + above[Math.max(0, hour - 2)];
        outflow[hour] = stored * 0.06;
        levels[hour] = Math.round(1_000 * (stored + 0.002 * random.nextGaussian())) / 1_000.0;
      }
      above = outflow;
      boolean last = place + 1 == GAUGES_OF_A_RIVER || g + 1 == gauges;
      fleet.add(
          GaugeSeries.of("G" + g, FIRST_HOUR, levels)
              .withPosition(45 + 10 * random.nextDouble(), -120 + 60 * random.nextDouble())
              .withDownstream(last ? null : "G" + (g + 1))
              .withHighWater(1));
    }
    return fleet;
  }

  private static double[] rain(Random random) {
    double[] rain = new double[HOURS];
    double now = 0;
    for (int hour = 0; hour < HOURS; hour++) {
      now = random.nextInt(80) == 0 ? 0.3 * random.nextDouble() : now * 0.7;
      rain[hour] = now;
    }
    return rain;
  }
}
