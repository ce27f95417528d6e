package io.watershed.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LeadOutlookTest {

  @Test
  void riskAndRiseOfAnHourAreThoseUpToIt() {
    List<LeadOutlook> outlooks =
        LeadOutlook.of(forecast(new double[] {2.02, 2.6, 1.9}, new double[] {0.05, 0.7, 0.02}));
    assertThat(outlooks)
        .extracting(LeadOutlook::trend)
        .containsExactly(Tendency.STABLE, Tendency.RISING, Tendency.FALLING);
    assertThat(outlooks).extracting(LeadOutlook::riseWatch).containsExactly(false, true, true);
    assertThat(outlooks)
        .extracting(LeadOutlook::risk)
        .containsExactly(FloodRisk.LOW, FloodRisk.HIGH, FloodRisk.HIGH);
  }

  @Test
  void withoutHighWaterTheRiskIsNotKnown() {
    assertThat(LeadOutlook.of(forecast(new double[] {2}, null)))
        .extracting(LeadOutlook::risk)
        .containsExactly(FloodRisk.UNKNOWN);
    assertThat(FloodRisk.of(OptionalDouble.of(0.1))).isEqualTo(FloodRisk.MEDIUM);
  }

  private static StationForecast forecast(double[] levels, double[] probabilities) {
    List<LeadForecast> leads = new ArrayList<>();
    for (int lead = 0; lead < levels.length; lead++) {
      leads.add(
          new LeadForecast(
              lead + 1,
              levels[lead],
              levels[lead] - 1,
              levels[lead] + 1,
              Candidate.PERSISTENCE,
              1,
              probabilities == null
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(probabilities[lead])));
    }
    return new StationForecast("G", 0, 2, leads);
  }

  @Test
  void leadTimesAreInOrderAndTheLongestIsTheHorizon() {
    assertThat(LeadTime.allHours()).isSorted().endsWith(ForecastModel.LEADS);
    assertThat(LeadTime.ofHours(6)).contains(LeadTime.SHORT);
    assertThat(LeadTime.ofHours(7)).isEmpty();
  }

  @Test
  void riskIsReadBackFromItsNameAndAnUnreadOneIsUnknown() {
    for (FloodRisk risk : FloodRisk.values()) {
      assertThat(FloodRisk.ofWireName(risk.wireName())).isEqualTo(risk);
    }
    assertThat(FloodRisk.ofWireName("")).isEqualTo(FloodRisk.UNKNOWN);
    assertThat(FloodRisk.MEDIUM.worse(FloodRisk.HIGH)).isEqualTo(FloodRisk.HIGH);
    assertThat(FloodRisk.LOW.worse(FloodRisk.UNKNOWN)).isEqualTo(FloodRisk.LOW);
  }
}
