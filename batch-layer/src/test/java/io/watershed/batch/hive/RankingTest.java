package io.watershed.batch.hive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RankingTest {

  @Test
  void theMostUrgentSeverityIsFirst() {
    assertThat(Ranking.SEVERITIES.of("`severity`"))
        .isEqualTo("CASE `severity` WHEN 'CRITICAL' THEN 1 WHEN 'WARNING' THEN 2 ELSE 3 END");
    assertThat(Ranking.SEVERITIES.meaning())
        .isEqualTo("1 for CRITICAL, 2 for WARNING, 3 for INFO; to sort by");
  }

  @Test
  void theWorstRiskIsFirstAndTheUnknownLast() {
    assertThat(Ranking.RISKS.of("`risk`"))
        .isEqualTo(
            "CASE `risk` WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'low' THEN 3 ELSE 4 END");
    assertThat(Ranking.RISKS.meaning())
        .isEqualTo("1 for high, 2 for medium, 3 for low, 4 for unknown; to sort by");
  }
}
