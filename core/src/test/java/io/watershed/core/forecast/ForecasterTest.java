package io.watershed.core.forecast;

import static io.watershed.core.forecast.TestGauges.FIRST_HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.watershed.core.binary.UnreadableStateException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class ForecasterTest {

  private static final FitOptions OPTIONS = FitOptions.DEFAULTS.withRounds(60);
  private static final long ORIGIN = FIRST_HOUR + 600;

  private static ForecastModel model;

  @BeforeAll
  static void fit() {
    model = ForecastFitter.fit(List.of(TestGauges.river(6, 24 * 45, 1)), OPTIONS);
  }

  @Test
  void beatsPersistenceByFarWhereRainAndUpstreamGaugesAreKnown() {
    List<GaugeSeries> gauges = TestGauges.river(6, 24 * 30, 2);

    // The uppermost gauge waits for rain that has not fallen; the others for water that has.
    assertThat(medianBelowPersistence(gauges, 6)).isGreaterThan(0.5);
    assertThat(medianBelowPersistence(gauges, 24)).isGreaterThan(0.3);
  }

  @Test
  void intervalsCoverAsTheySay() {
    Map<Integer, SkillScore> skills = roll(TestGauges.river(6, 24 * 30, 3));

    for (int lead : List.of(1, 6, 24)) {
      assertThat(skills.get(lead).coverage()).as("lead " + lead).isBetween(0.92, 0.98);
    }
  }

  @Test
  void whatComesAfterTheOriginChangesNothing() {
    List<GaugeSeries> gauges = TestGauges.river(5, 24 * 30, 4);
    List<Optional<StationForecast>> expected = forecast(model, gauges);
    for (double future : new double[] {Double.NaN, -5, 1_000}) {
      List<GaugeSeries> others =
          gauges.stream()
              .map(series -> TestGauges.withOtherFuture(series, ORIGIN, future))
              .toList();

      assertThat(forecast(model, others)).isEqualTo(expected);
    }
  }

  @Test
  void rollingSeesNothingOfTheFutureEither() {
    List<GaugeSeries> gauges = TestGauges.river(4, 24 * 20, 5);
    long until = FIRST_HOUR + 24 * 15;
    List<GaugeSeries> others =
        gauges.stream().map(series -> TestGauges.withOtherFuture(series, until, 7)).toList();

    assertThat(scoredUntil(others, until)).isEqualTo(scoredUntil(gauges, until)).isNotEmpty();
  }

  @Test
  void hourByHourIsTheSameAsRolling() {
    List<GaugeSeries> gauges = TestGauges.river(3, 24 * 12, 6);
    long end = FIRST_HOUR + 24 * 12;
    List<ScoredForecast> rolled = scoredUntil(gauges, end);
    GaugeNetwork network = GaugeNetwork.of(gauges);
    List<StationTracker> trackers = trackers(gauges);
    List<ScoredForecast> stepped = new ArrayList<>();
    for (long hour = FIRST_HOUR; hour < end; hour++) {
      for (int g = 0; g < gauges.size(); g++) {
        trackers.get(g).settle(hour, gauges.get(g).levelAt(hour), Long.MIN_VALUE, stepped::add);
      }
      new Forecaster(model).forecast(gauges, network, trackers, hour);
    }

    assertThat(stepped).containsExactlyInAnyOrderElementsOf(rolled);
  }

  @Test
  void theSameInputAndSeedGiveTheSameModel() throws IOException {
    List<GaugeSeries> gauges = TestGauges.river(3, 24 * 25, 7);
    FitOptions few = OPTIONS.withRounds(10);

    byte[] one = bytes(ForecastFitter.fit(List.of(gauges), few));

    assertThat(bytes(ForecastFitter.fit(List.of(gauges), few))).isEqualTo(one);
    assertThat(bytes(ForecastFitter.fit(List.of(gauges), few.withSeed(2)))).isNotEqualTo(one);
  }

  @Test
  void aModelThatWasStoredForecastsTheSame() throws IOException {
    List<GaugeSeries> gauges = TestGauges.river(4, 24 * 30, 8);
    ForecastModel read = ForecastModel.read(new ByteArrayInputStream(bytes(model)));

    List<StationForecast> expected =
        forecast(model, gauges).stream().map(Optional::orElseThrow).toList();
    List<StationForecast> stored =
        forecast(read, gauges).stream().map(Optional::orElseThrow).toList();

    assertThat(read.gauges()).isEqualTo(6);
    for (int g = 0; g < expected.size(); g++) {
      for (int lead = 1; lead <= 24; lead++) {
        assertThat(stored.get(g).at(lead).level()).isEqualTo(expected.get(g).at(lead).level());
        assertThat(stored.get(g).at(lead).high())
            .isCloseTo(expected.get(g).at(lead).high(), within(1e-5));
      }
    }
  }

  @Test
  void refusesAFileThatIsNoModel() {
    assertThatThrownBy(() -> ForecastModel.read(new ByteArrayInputStream(new byte[100])))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageStartingWith("the forecast model was saved in a layout that begins with 00");
  }

  @Test
  void aTrackerThatWasStoredGoesOnTheSame() throws IOException {
    List<GaugeSeries> gauges = TestGauges.river(2, 24 * 30, 9);
    List<StationTracker> trackers = trackers(gauges);
    new Forecaster(model).roll(gauges, FIRST_HOUR, ORIGIN, trackers, gauge -> scored -> {});
    List<StationTracker> stored = new ArrayList<>();
    for (StationTracker tracker : trackers) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      tracker.write(new DataOutputStream(bytes));
      stored.add(
          StationTracker.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))));
    }

    List<ScoredForecast> expected = scored(gauges, trackers, ORIGIN, ORIGIN + 48);
    List<ScoredForecast> after = scored(gauges, stored, ORIGIN, ORIGIN + 48);

    assertThat(after).hasSameSizeAs(expected).isNotEmpty();
    for (int i = 0; i < expected.size(); i++) {
      assertThat(after.get(i).level()).isEqualTo(expected.get(i).level());
      assertThat(after.get(i).high()).isCloseTo(expected.get(i).high(), within(1e-5));
    }
  }

  @Test
  void intervalsGrowNoNarrowerWithTheLead() {
    for (Optional<StationForecast> made : forecast(model, TestGauges.river(6, 24 * 30, 10))) {
      StationForecast forecast = made.orElseThrow();
      for (int lead = 2; lead <= 24; lead++) {
        LeadForecast before = forecast.at(lead - 1);
        LeadForecast now = forecast.at(lead);
        assertThat(now.high() - now.low())
            .isGreaterThanOrEqualTo(before.high() - before.low() - 1e-9);
        assertThat(now.level()).isBetween(now.low(), now.high());
      }
    }
  }

  @Test
  void aStuckGaugeIsForecastByPersistenceAndSaysSo() {
    List<GaugeSeries> gauges = List.of(TestGauges.gauge("S", new double[700]));

    StationForecast forecast = forecast(model, gauges).get(0).orElseThrow();

    for (LeadForecast lead : forecast.leads()) {
      assertThat(lead.method()).isEqualTo(Candidate.PERSISTENCE);
      assertThat(lead.weight()).isZero();
      assertThat(lead.level()).isZero();
    }
  }

  @Test
  void aTideIsForecastByItsHarmonicsOnceTheyHaveProvedBetter() {
    double[] levels = new double[24 * 45];
    for (int hour = 0; hour < levels.length; hour++) {
      levels[hour] = 3 + 1.5 * Math.cos(2 * Math.PI * hour / 12.4206);
    }
    List<GaugeSeries> gauges = List.of(TestGauges.gauge("T", levels));
    SkillScore skill = new SkillScore();

    new Forecaster(model)
        .roll(
            gauges,
            FIRST_HOUR,
            FIRST_HOUR + levels.length,
            trackers(gauges),
            gauge ->
                scored -> {
                  if (scored.lead() == 6 && scored.originHour() > FIRST_HOUR + 24 * 30) {
                    skill.add(scored);
                  }
                });

    assertThat(skill.belowPersistence()).isGreaterThan(0.7);
  }

  @Test
  void withoutARecentLevelThereIsNoForecast() {
    double[] levels = new double[601];
    levels[599] = Double.NaN;
    levels[600] = Double.NaN;
    assertThat(forecast(model, List.of(TestGauges.gauge("A", levels))).get(0)).isPresent();
    for (int hour = 590; hour < levels.length; hour++) {
      levels[hour] = Double.NaN;
    }
    assertThat(forecast(model, List.of(TestGauges.gauge("A", levels))).get(0)).isEmpty();
  }

  @Test
  void ofTooLittleDataTheModelIsPersistence() {
    ForecastModel empty = ForecastFitter.fit(List.of(), OPTIONS);

    StationForecast forecast =
        forecast(empty, TestGauges.river(2, 24 * 30, 11)).get(0).orElseThrow();

    assertThat(forecast.at(24).method()).isEqualTo(Candidate.PERSISTENCE);
    assertThat(forecast.at(24).level()).isEqualTo(forecast.level());
    assertThat(forecast.at(24).high()).isGreaterThan(forecast.level());
  }

  @Test
  void refusesListsThatDoNotBelongTogether() {
    List<GaugeSeries> gauges = TestGauges.river(2, 100, 12);

    assertThatThrownBy(
            () ->
                new Forecaster(model)
                    .forecast(
                        gauges, GaugeNetwork.of(gauges.subList(0, 1)), trackers(gauges), ORIGIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a network of 1 gauges needs as many series and trackers");
  }

  private static List<Optional<StationForecast>> forecast(
      ForecastModel model, List<GaugeSeries> gauges) {
    return new Forecaster(model)
        .forecast(gauges, GaugeNetwork.of(gauges), trackers(gauges), ORIGIN);
  }

  private static double medianBelowPersistence(List<GaugeSeries> gauges, int lead) {
    Map<String, SkillScore> skills = new ConcurrentHashMap<>();
    new Forecaster(model)
        .roll(
            gauges,
            FIRST_HOUR,
            gauges.get(0).endHour(),
            trackers(gauges),
            gauge -> {
              SkillScore skill = new SkillScore();
              skills.put(gauge.stationId(), skill);
              return scored -> {
                if (scored.lead() == lead) {
                  skill.add(scored);
                }
              };
            });
    double[] below =
        skills.values().stream().mapToDouble(SkillScore::belowPersistence).sorted().toArray();
    return (below[2] + below[3]) / 2;
  }

  private static Map<Integer, SkillScore> roll(List<GaugeSeries> gauges) {
    Map<Integer, SkillScore> skills = new ConcurrentHashMap<>();
    for (int lead = 1; lead <= 24; lead++) {
      skills.put(lead, new SkillScore());
    }
    scored(gauges, trackers(gauges), FIRST_HOUR, gauges.get(0).endHour())
        .forEach(scored -> skills.get(scored.lead()).add(scored));
    return skills;
  }

  private static List<ScoredForecast> scoredUntil(List<GaugeSeries> gauges, long end) {
    return scored(gauges, trackers(gauges), FIRST_HOUR, end);
  }

  /** All that was scored, gauge by gauge. */
  private static List<ScoredForecast> scored(
      List<GaugeSeries> gauges, List<StationTracker> trackers, long from, long to) {
    Map<String, List<ScoredForecast>> all = new ConcurrentHashMap<>();
    new Forecaster(model)
        .roll(
            gauges,
            from,
            to,
            trackers,
            gauge -> {
              List<ScoredForecast> own = new ArrayList<>();
              all.put(gauge.stationId(), own);
              return own::add;
            });
    return gauges.stream().flatMap(gauge -> all.get(gauge.stationId()).stream()).toList();
  }

  private static List<StationTracker> trackers(List<GaugeSeries> gauges) {
    return Stream.generate(StationTracker::new).limit(gauges.size()).toList();
  }

  private static byte[] bytes(ForecastModel model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    model.write(bytes);
    return bytes.toByteArray();
  }
}
