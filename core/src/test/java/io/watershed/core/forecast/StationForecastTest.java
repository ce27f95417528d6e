package io.watershed.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StationForecastTest {

  @Test
  void tendencyIsThatOfTheHorizonsEnd() {
    assertThat(rising(0.06).tendency()).isEqualTo(Tendency.RISING);
    assertThat(rising(0.04).tendency()).isEqualTo(Tendency.STABLE);
    assertThat(rising(-0.04).tendency()).isEqualTo(Tendency.STABLE);
    assertThat(rising(-0.06).tendency()).isEqualTo(Tendency.FALLING);
  }

  @Test
  void theRuleOfThumbWatchesForHalfAMetre() {
    assertThat(rising(0.49).riseWatch()).isFalse();
    assertThat(rising(0.51).riseWatch()).isTrue();
    assertThat(rising(-0.51).riseWatch()).isFalse();
  }

  @Test
  void theRiskIsTheLikeliestHoursNotTheRise() {
    assertThat(forecast(2, 0.6).floodProbability()).hasValue(0.6);
    assertThat(forecast(2, 0.6).highRisk()).isTrue();
    assertThat(forecast(2, 0.2).riseWatch()).isTrue();
    assertThat(forecast(2, 0.2).highRisk()).isFalse();
  }

  @Test
  void withoutHighWaterThereIsNoRisk() {
    assertThat(forecast(2, Double.NaN).floodProbability()).isEmpty();
    assertThat(forecast(2, Double.NaN).highRisk()).isFalse();
  }

  @Test
  void theOriginIsAnInstant() {
    assertThat(rising(0).origin()).hasToString("2020-01-23T16:00:00Z");
  }

  private static StationForecast rising(double metres) {
    return forecast(metres, Double.NaN);
  }

  /** Rises evenly by some metres; the probability is greatest after 12 hours. */
  private static StationForecast forecast(double metres, double probability) {
    return new StationForecast(
        "A",
        438_832,
        1,
        IntStream.rangeClosed(1, 24)
            .mapToObj(
                lead ->
                    new LeadForecast(
                        lead,
                        1 + metres * lead / 24,
                        0,
                        9,
                        Candidate.GLOBAL_MODEL,
                        1,
                        Double.isNaN(probability)
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(lead == 12 ? probability : probability / 2)))
            .toList());
  }
}
