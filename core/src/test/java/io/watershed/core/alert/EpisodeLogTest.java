package io.watershed.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpisodeLogTest {

  private static final long HOUR = 3_600_000;
  private static final EpisodeGaps GAPS =
      new EpisodeGaps(
          Map.of(
              MeterAlert.HIGH_FLOW, 6 * HOUR,
              MeterAlert.LOW_BATTERY, 72 * HOUR,
              MeterAlert.HIGH_TEMP, 72 * HOUR));

  private EpisodeLog log = EpisodeLog.empty(GAPS);

  @Test
  void beginsWithTheFirstReadingBeyondTheLimit() {
    normalFlow(1);
    flow(2, 1200);
    assertThat(log.takeChanged())
        .singleElement()
        .satisfies(
            episode -> {
              assertThat(episode.startMillis()).isEqualTo(2 * HOUR);
              assertThat(episode.severity()).isEqualTo(Severity.WARNING);
              assertThat(episode.message()).isEqualTo("Flow 1200 L/h is at or above 1000 L/h");
            });
  }

  @Test
  void goesOnWhileReadingsStayBeyondTheLimitAndKeepsItsWorst() {
    flow(1, 1200);
    flow(2, 2500);
    flow(3, 1100);
    Episode episode = onlyChanged();
    assertThat(episode.startMillis()).isEqualTo(HOUR);
    assertThat(episode.lastSeenMillis()).isEqualTo(3 * HOUR);
    assertThat(episode.readings()).isEqualTo(3);
    assertThat(episode.measured()).isEqualTo(1100);
    assertThat(episode.peak()).isEqualTo(2500);
    assertThat(episode.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(episode.limit()).isEqualTo(2000);
  }

  @Test
  void endsWithAReadingWithinTheLimits() {
    flow(1, 1200);
    normalFlow(2);
    flow(3, 1300);
    assertThat(log.takeChanged()).extracting(Episode::startMillis).containsExactly(HOUR, 3 * HOUR);
  }

  @Test
  void endsWhenNothingIsHeardForTheGap() {
    flow(1, 1200);
    flow(8, 1200);
    assertThat(log.takeChanged()).hasSize(2);
  }

  @Test
  void aReadingOutOfOrderJoinsTheEpisodeItFallsInto() {
    flow(5, 1200);
    normalFlow(7);
    log.takeChanged();
    flow(6, 1900);
    flow(4, 1500);
    Episode episode = onlyChanged();
    assertThat(episode.startMillis()).isEqualTo(5 * HOUR);
    assertThat(episode.readings()).isEqualTo(3);
    assertThat(episode.lastSeenMillis()).isEqualTo(6 * HOUR);
    assertThat(episode.peak()).isEqualTo(1900);
  }

  @Test
  void anOldReadingWithinTheLimitsDoesNotEndAnEpisode() {
    flow(5, 1200);
    normalFlow(4);
    flow(6, 1200);
    assertThat(onlyChanged().readings()).isEqualTo(2);
  }

  @Test
  void aReadingLongBeforeTheEpisodeIsToldByItselfAndForgotten() {
    flow(20, 1200);
    log.takeChanged();
    flow(2, 1500);
    assertThat(onlyChanged().startMillis()).isEqualTo(2 * HOUR);
    flow(21, 1200);
    assertThat(onlyChanged().startMillis()).isEqualTo(20 * HOUR);
  }

  @Test
  void aLowBatteryIsWorseTheLowerItIs() {
    battery(24, 3.39);
    battery(48, 3.1);
    Episode episode = onlyChanged();
    assertThat(episode.peak()).isEqualTo(3.1);
    assertThat(episode.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(episode.message()).isEqualTo("Battery 3.1 V is at or below 3.2 V");
  }

  @Test
  void rulesKeepTheirEpisodesApart() {
    flow(1, 1200);
    battery(1, 3.3);
    normalFlow(2);
    battery(25, 3.3);
    assertThat(log.takeChanged())
        .extracting(Episode::type, Episode::readings)
        .containsExactlyInAnyOrder(
            tuple(MeterAlert.HIGH_FLOW, 1), tuple(MeterAlert.LOW_BATTERY, 2));
  }

  @Test
  void tellsAnEpisodeOnlyWhenItChanged() {
    flow(1, 1200);
    assertThat(log.takeChanged()).hasSize(1);
    normalFlow(2);
    assertThat(log.takeChanged()).isEmpty();
  }

  @Test
  void goesOnAfterItWasWrittenDown() {
    flow(1, 1200);
    log.takeChanged();
    BinaryWriter out = new BinaryWriter(64);
    log.write(out);
    log = EpisodeLog.read(GAPS, new BinaryReader(out.toByteArray()));
    flow(2, 1300);
    assertThat(onlyChanged().readings()).isEqualTo(2);
  }

  private Episode onlyChanged() {
    List<Episode> changed = log.takeChanged();
    assertThat(changed).hasSize(1);
    return changed.get(0);
  }

  private void flow(int hour, double litresPerHour) {
    Breach breach =
        litresPerHour >= 2000
            ? new Breach(MeterAlert.HIGH_FLOW, Severity.CRITICAL, litresPerHour, 2000)
            : new Breach(MeterAlert.HIGH_FLOW, Severity.WARNING, litresPerHour, 1000);
    log.take(MeterAlert.HIGH_FLOW, "Pulse1", hour * HOUR, Optional.of(breach));
  }

  private void normalFlow(int hour) {
    log.take(MeterAlert.HIGH_FLOW, "Pulse1", hour * HOUR, Optional.empty());
  }

  private void battery(int hour, double volts) {
    Breach breach =
        volts <= 3.2
            ? new Breach(MeterAlert.LOW_BATTERY, Severity.CRITICAL, volts, 3.2)
            : new Breach(MeterAlert.LOW_BATTERY, Severity.WARNING, volts, 3.4);
    log.take(MeterAlert.LOW_BATTERY, "Battery", hour * HOUR, Optional.of(breach));
  }
}
