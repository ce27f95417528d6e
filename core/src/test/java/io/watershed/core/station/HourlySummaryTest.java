package io.watershed.core.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HourlySummaryTest {

  private static final long TEN = Instant.parse("2026-05-01T10:00:00Z").toEpochMilli();
  private static final long ELEVEN = Instant.parse("2026-05-01T11:00:00Z").toEpochMilli();

  @Test
  void hourBeginsWithItsFirstInstantAndSumsUpWhatIsBelieved() {
    assertThat(
            HourlySummary.of(
                List.of(
                    Observations.level("10:00", 2),
                    Observations.doubtful("10:15", 99),
                    Observations.level("10:30", 4),
                    Observations.level("10:59", 3),
                    Observations.at(
                        "11:00", Map.of(Element.WATER_LEVEL, -1.0, Element.DISCHARGE, 7.0)))))
        .containsExactly(
            new HourlySummary(Element.WATER_LEVEL, TEN, 3, 2, 4, 3, 3, 1, 2),
            new HourlySummary(Element.WATER_LEVEL, ELEVEN, 1, -1, -1, -1, -1, 0, -1),
            new HourlySummary(Element.DISCHARGE, ELEVEN, 1, 7, 7, 7, 7, 0, 7));
  }

  @Test
  void hourWithoutBelievedValuesHasNoFigures() {
    double none = Double.NaN;
    assertThat(HourlySummary.of(List.of(Observations.doubtful("10:15", 99))))
        .containsExactly(
            new HourlySummary(Element.WATER_LEVEL, TEN, 0, none, none, none, none, 1, none));
    assertThat(HourlySummary.of(List.of())).isEmpty();
  }
}
