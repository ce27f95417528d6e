package io.watershed.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.station.Element;
import io.watershed.simulator.message.MessageSink;
import io.watershed.simulator.station.network.GaugeBehaviour;
import io.watershed.simulator.station.network.GaugeSite;
import io.watershed.simulator.station.network.NetworkGenerator;
import io.watershed.simulator.station.network.StationNetwork;
import io.watershed.simulator.station.network.WeatherSite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The whole network for five weeks, measured: levels rise after rain and downstream after upstream,
 * and what is no river behaves otherwise.
 */
@Tag("slow")
class NetworkCalibrationTest {

  private static final long START = Instant.parse("2026-09-20T00:00:00Z").toEpochMilli();
  private static final int HOURS = 35 * 24;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final int LONGEST_LAG = 48;

  private static StationFleet fleet;
  private static StationNetwork network;
  private static double[][] levels;
  private static double[][] rain;

  @BeforeAll
  static void run() {
    network = NetworkGenerator.generate(1500, 1100, 1);
    fleet = StationFleet.of(network, 1);
    levels = new double[fleet.gauges()][HOURS];
    rain = new double[network.weatherStations().size()][HOURS];
    MessageSink nobody = (key, value) -> {};
    new StationSimulation(new StationPlan(fleet, START, 0), new Recorder())
        .finish(START + HOURS * HOUR_MILLIS, nobody);
  }

  private static final class Recorder implements StationObserver {
    @Override
    public void sent(Sample sample, long sentMillis) {
      SimulatedStation station = fleet.stations().get(sample.station());
      Element element = station.isGauge() ? Element.WATER_LEVEL : Element.PRECIP_1H;
      int index = station.elements().indexOf(element);
      long sinceStart = sample.stampMillis() - START;
      if (index >= 0 && sinceStart % HOUR_MILLIS == 0) {
        double[][] table = station.isGauge() ? levels : rain;
        table[station.site()][(int) (sinceStart / HOUR_MILLIS)] =
            sample.thousandths()[index] / 1000.0;
      }
    }
  }

  /** The lag in hours at which two series agree best: positive where the second comes later. */
  private static int lag(double[] first, double[] second) {
    double best = Double.NEGATIVE_INFINITY;
    int bestLag = 0;
    for (int lag = -LONGEST_LAG; lag <= LONGEST_LAG; lag++) {
      double correlation = correlation(first, second, lag);
      if (correlation > best) {
        best = correlation;
        bestLag = lag;
      }
    }
    return bestLag;
  }

  private static double correlation(double[] first, double[] second, int lag) {
    int from = Math.max(0, -lag);
    int to = Math.min(first.length, second.length - lag);
    double meanFirst = Arrays.stream(first, from, to).average().orElseThrow();
    double meanSecond = Arrays.stream(second, from + lag, to + lag).average().orElseThrow();
    double product = 0;
    double squareFirst = 0;
    double squareSecond = 0;
    for (int hour = from; hour < to; hour++) {
      double one = first[hour] - meanFirst;
      double other = second[hour + lag] - meanSecond;
      product += one * other;
      squareFirst += one * one;
      squareSecond += other * other;
    }
    return product / Math.sqrt(squareFirst * squareSecond + 1e-12);
  }

  private static double[] changes(double[] values) {
    double[] changes = new double[values.length];
    for (int hour = 1; hour < values.length; hour++) {
      changes[hour] = values[hour] - values[hour - 1];
    }
    return changes;
  }

  private static int median(List<Integer> numbers) {
    return numbers.stream().sorted().toList().get(numbers.size() / 2);
  }

  private static IntStream gauges(GaugeBehaviour behaviour) {
    return IntStream.range(0, fleet.gauges())
        .filter(gauge -> network.gauges().get(gauge).behaviour() == behaviour);
  }

  @Test
  void levelsRiseAfterRain() {
    List<Integer> lags = new ArrayList<>();
    gauges(GaugeBehaviour.RIVER)
        .filter(gauge -> network.gauges().stream().noneMatch(up -> up.downstream() == gauge))
        .forEach(gauge -> lags.add(lag(rainNear(network.gauges().get(gauge)), levels[gauge])));
    assertThat(lags).hasSizeGreaterThan(100);
    assertThat(median(lags)).isBetween(8, 40);
    assertThat(lags.stream().filter(lag -> lag > 0).count()).isGreaterThan(lags.size() * 9L / 10);
  }

  private static double[] rainNear(GaugeSite gauge) {
    WeatherSite nearest = null;
    int number = -1;
    for (int site : network.basins().get(gauge.basin()).weatherStations()) {
      WeatherSite candidate = network.weatherStations().get(site);
      SimulatedStation station = fleet.stations().get(fleet.gauges() + site);
      boolean nearer =
          nearest == null
              || gauge.place().kilometresTo(candidate.place())
                  < gauge.place().kilometresTo(nearest.place());
      if (nearer && station.elements().contains(Element.PRECIP_1H)) {
        nearest = candidate;
        number = site;
      }
    }
    return rain[number];
  }

  @Test
  void levelsRiseDownstreamAfterUpstream() {
    List<Integer> lags = new ArrayList<>();
    gauges(GaugeBehaviour.RIVER)
        .filter(gauge -> network.gauges().get(gauge).downstream() >= 0)
        .filter(
            gauge ->
                network.gauges().get(network.gauges().get(gauge).downstream()).behaviour()
                    == GaugeBehaviour.RIVER)
        .forEach(
            gauge ->
                lags.add(lag(levels[gauge], levels[network.gauges().get(gauge).downstream()])));
    assertThat(lags).hasSizeGreaterThan(500);
    assertThat(median(lags)).isBetween(3, 30);
    assertThat(lags.stream().filter(lag -> lag > 0).count()).isGreaterThan(lags.size() * 9L / 10);
  }

  @Test
  void tideGaugesHaveThePeriodOfTheMoon() {
    gauges(GaugeBehaviour.TIDE)
        .forEach(
            gauge -> {
              double half = correlation(levels[gauge], levels[gauge], 6);
              double whole = correlation(levels[gauge], levels[gauge], 12);
              double twice = correlation(levels[gauge], levels[gauge], 25);
              assertThat(half).isLessThan(-0.5);
              assertThat(whole).isGreaterThan(0.5);
              assertThat(twice).isGreaterThan(0.7);
            });
  }

  @Test
  void damsFollowTheDayAndLakesAreSlow() {
    List<Double> daily = new ArrayList<>();
    gauges(GaugeBehaviour.DAM)
        .forEach(
            gauge -> daily.add(correlation(changes(levels[gauge]), changes(levels[gauge]), 24)));
    assertThat(daily).allMatch(correlation -> correlation > 0.3);
    double lakes = gauges(GaugeBehaviour.LAKE).mapToDouble(this::dailyChange).average().orElse(9);
    double rivers = gauges(GaugeBehaviour.RIVER).mapToDouble(this::dailyChange).average().orElse(0);
    assertThat(lakes).isLessThan(0.7 * rivers);
  }

  private double dailyChange(int gauge) {
    return IntStream.range(24, HOURS)
        .mapToDouble(hour -> Math.abs(levels[gauge][hour] - levels[gauge][hour - 24]))
        .average()
        .orElseThrow();
  }

  @Test
  void someGaugesAreInFloodEachWeekAndMostAreNot() {
    for (int week = 0; week < 5; week++) {
      Set<Integer> high = new HashSet<>();
      int rivers = 0;
      for (int gauge = 0; gauge < levels.length; gauge++) {
        double mark = fleet.stations().get(gauge).station().highWater();
        int from = week * 168;
        if (Arrays.stream(levels[gauge], from, from + 168).anyMatch(level -> level > mark)) {
          high.add(gauge);
          rivers += network.gauges().get(gauge).behaviour() == GaugeBehaviour.RIVER ? 1 : 0;
        }
      }
      assertThat(high.size()).as("gauges in flood in week %d", week).isBetween(4, 400);
      assertThat(rivers).as("rivers in flood in week %d", week).isPositive();
    }
  }

  @Test
  void itRainsInAboutAnHourOfTen() {
    long wet = Arrays.stream(rain).flatMapToDouble(Arrays::stream).filter(mm -> mm > 0).count();
    assertThat((double) wet / rain.length / HOURS).isBetween(0.05, 0.15);
    double yearly = Arrays.stream(rain).flatMapToDouble(Arrays::stream).sum() / rain.length * 10.4;
    assertThat(yearly).as("millimetres a year").isBetween(500.0, 1400.0);
  }
}
