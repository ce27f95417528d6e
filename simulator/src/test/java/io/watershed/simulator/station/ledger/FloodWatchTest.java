package io.watershed.simulator.station.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloodWatchTest {

  private static final long HOUR = 3_600_000;

  private final List<Flood> floods = new ArrayList<>();
  private final FloodWatch watch = new FloodWatch(7, 3.0, floods::add);

  private void levels(double... levels) {
    for (int hour = 0; hour < levels.length; hour++) {
      watch.add(hour * HOUR, levels[hour]);
    }
  }

  @Test
  void tellsStartPeakAndEnd() {
    levels(2.5, 3.0, 3.2, 3.9, 3.4, 2.9, 2.8, 2.7, 2.6, 2.5, 2.4, 2.3);
    assertThat(floods).containsExactly(new Flood(7, 2 * HOUR, false, 3 * HOUR, 3.9, 5 * HOUR));
  }

  @Test
  void ripplesAtTheMarkAreOneFlood() {
    levels(2.9, 3.1, 2.9, 3.1, 2.95, 2.9, 3.2, 2.9);
    assertThat(floods).isEmpty();
    watch.finish();
    assertThat(floods).containsExactly(new Flood(7, HOUR, false, 6 * HOUR, 3.2, 7 * HOUR));
  }

  @Test
  void waterThatFallsForHoursAndRisesAgainIsTwoFloods() {
    levels(2.9, 3.1, 2.9, 2.8, 2.8, 2.8, 2.8, 2.8, 2.8, 3.3, 2.9, 2, 2, 2, 2, 2, 2);
    assertThat(floods).extracting(Flood::peakMetres).containsExactly(3.1, 3.3);
  }

  @Test
  void saysWhenItWasHighFromTheStartAndHadNoEnd() {
    levels(3.5, 3.6, 3.7);
    watch.finish();
    assertThat(floods).containsExactly(new Flood(7, 0, true, 2 * HOUR, 3.7, Long.MAX_VALUE));
  }
}
