package io.watershed.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.reading.DeadLetterReason;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectionLogTest {

  private static final String DAY = "2026-11-20T";

  private final MovableClock clock = new MovableClock(DAY + "08:00:00Z");
  private final MemoryJournal journal = new MemoryJournal();
  private final SourceFigures figures = new SourceFigures();
  private CollectionLog log;

  @BeforeEach
  void open() {
    log =
        CollectionLog.open(
            journal,
            "msc",
            "levels",
            Duration.ofMinutes(15),
            ObservationCheck.from(Settings.of(Map.of()), clock),
            figures);
  }

  @Test
  void theSameIsSentOnceHoweverOftenItIsShown() {
    see("A", "07:30", 1.0);
    see("A", "07:30", 1.0);
    log.commitPage();
    see("A", "07:30", 1.0);
    see("A", "07:35", 1.0);
    log.commitFetch(millis("07:35"));
    see("A", "07:30", 1.0);
    see("A", "07:35", 1.0);
    log.commitFetch(millis("07:35"));

    assertThat(journal.sent()).containsExactly(at("A", "07:30"), at("A", "07:35"));
    assertThat(figures.count("known")).isEqualTo(4);
  }

  @Test
  void progressOfALaterVersionIsReadAndDamagedProgressIsSaidAndBegunAnew() {
    see("A", "07:30", 1.0);
    see("B", "07:30", 1.0);
    log.commitFetch(millis("07:30"));
    String kept = journal.progress("msc|levels|A").orElseThrow();
    journal.keep("msc|levels|A", kept.replaceFirst("\\{", "{\"later\":{\"x\":1},"));
    journal.keep("msc|levels|B", "{\"fetch\":");
    open();
    assertThat(figures.count("progressRebuilt")).isEqualTo(1);
    see("A", "07:30", 1.0);
    see("B", "07:30", 1.0);
    log.commitFetch(millis("07:30"));

    // That of B comes again; the layers know duplicates.
    assertThat(journal.sent())
        .containsExactly(at("A", "07:30"), at("B", "07:30"), at("B", "07:30"));
  }

  @Test
  void aCorrectionIsSent() {
    see("A", "07:30", 1.0);
    log.commitFetch(millis("07:30"));
    see("A", "07:30", 1.1);
    log.commitFetch(millis("07:30"));

    assertThat(journal.observations())
        .extracting(one -> one.values().get(Element.WATER_LEVEL))
        .containsExactly(1.0, 1.1);
  }

  @Test
  void aLateObservationWithinTheOverlapIsSentAndAnOlderOneIsTakenForKnown() {
    see("A", "07:30", 1.0);
    log.commitFetch(millis("07:30"));
    see("A", "07:20", 2.0);
    see("A", "07:10", 3.0);
    log.commitFetch(millis("07:30"));

    assertThat(journal.sent()).containsExactly(at("A", "07:30"), at("A", "07:20"));
  }

  @Test
  void theOrderOfPagesDoesNotMatter() {
    see("A", "07:55", 3.0);
    log.commitPage();
    see("A", "06:00", 1.0);
    log.commitPage();
    see("A", "07:00", 2.0);
    log.commitFetch(millis("07:55"));

    assertThat(journal.sent())
        .containsExactly(at("A", "07:55"), at("A", "06:00"), at("A", "07:00"));
  }

  @Test
  void aFetchThatWasKilledBetweenTwoPagesIsRepeatedWithoutRepeatingOrMissingAnything() {
    see("A", "06:00", 0.0);
    log.commitFetch(millis("06:00"));
    see("A", "07:55", 3.0);
    see("B", "07:55", 3.0);
    log.commitPage();

    open();
    see("A", "07:55", 3.0);
    see("B", "07:55", 3.0);
    log.commitPage();
    see("A", "06:05", 1.0);
    log.commitFetch(millis("07:55"));

    assertThat(journal.sent())
        .containsExactly(at("A", "06:00"), at("A", "07:55"), at("B", "07:55"), at("A", "06:05"));
    assertThat(log.markMillis()).isEqualTo(millis("07:55"));
  }

  @Test
  void whatARefusedCommitHeldIsSentAfterOpeningAnew() {
    journal.failAfter(0);
    see("A", "07:30", 1.0);
    assertThatThrownBy(log::commitPage).isInstanceOf(JournalException.class);

    open();
    see("A", "07:30", 1.0);
    log.commitPage();

    assertThat(journal.sent()).containsExactly(at("A", "07:30"));
  }

  @Test
  void aStationWithAFastClockDoesNotShutItselfOut() {
    see("A", "08:50", 1.0);
    log.commitFetch(millis("08:00"));
    see("A", "07:58", 2.0);
    log.commitFetch(millis("08:00"));

    assertThat(journal.sent()).containsExactly(at("A", "08:50"), at("A", "07:58"));
  }

  @Test
  void aStationThatWasSilentLacksWhatCameBeforeTheWindow() {
    see("A", "05:55", 1.0);
    see("A", "06:00", 1.0);
    see("B", "07:30", 1.0);
    see("HOURLY", "05:40", 1.0);
    see("HOURLY", "06:40", 1.0);
    log.commitFetch(millis("07:30"));
    see("A", "07:40", 2.0);
    see("B", "07:40", 2.0);
    see("HOURLY", "07:40", 2.0);
    see("NEW", "07:40", 2.0);
    log.commitPage();

    assertThat(log.lackingBefore(millis("07:15")))
        .as("neither B nor the hourly one, which has nothing in between")
        .containsExactly(Map.entry("A", millis("05:45")));
    open();
    assertThat(log.lackingBefore(millis("07:15"))).as("after a crash as well").hasSize(1);
  }

  @Test
  void timestampsOfTheFutureOrOverAYearOldAreCountedDeadLettersSentOnce() {
    for (int round = 0; round < 3; round++) {
      see("A", "09:30", 1.0);
      log.take(good("A", Instant.parse("2025-11-19T08:00:00Z").toEpochMilli(), 1.0));
      see("A", "07:30", 1.0);
      log.commitFetch(millis("07:30"));
    }

    assertThat(journal.deadLetters())
        .extracting(DeadLetter::reason)
        .containsExactly(DeadLetterReason.TIMESTAMP_IN_FUTURE, DeadLetterReason.TIMESTAMP_TOO_OLD);
    assertThat(journal.deadLetters())
        .allSatisfy(
            letter -> {
              assertThat(letter.stationId()).isEqualTo("A");
              assertThat(letter.source()).isEqualTo("test");
              assertThat(letter.body()).startsWith("body of A at");
            });
    assertThat(figures.count("inFuture")).isEqualTo(1);
    assertThat(figures.count("tooOld")).isEqualTo(1);
    assertThat(journal.sent()).containsExactly(at("A", "07:30"));
  }

  @Test
  void theFutureDoesNotMoveTheNewestInstant() {
    see("A", "08:50", 1.0);
    see("A", "07:50", 1.0);
    assertThat(log.newestMillis()).isEqualTo(clock.millis());
  }

  @Test
  void aDeadLetterIsKnownAfterARestart() {
    log.take(bad("rubbish"));
    log.commitPage();
    open();
    log.take(bad("rubbish"));
    log.take(bad("other rubbish"));
    log.commitPage();

    assertThat(journal.deadLetters())
        .extracting(DeadLetter::body)
        .containsExactly("rubbish", "other rubbish");
  }

  @Test
  void whatTheLayersWouldRejectBecomesADeadLetterAtTheSource() {
    see("A|B", "07:30", 1.0);
    see("A", "07:30", Double.NaN);
    log.commitPage();

    assertThat(journal.sent()).isEmpty();
    assertThat(journal.deadLetters())
        .extracting(DeadLetter::reason)
        .contains(DeadLetterReason.BAD_DEVICE_ID);
    assertThat(journal.deadLetters()).hasSize(2);
  }

  @Test
  void progressForgetsWhatLiesBelowTheFloor() {
    for (int minute = 0; minute < 60; minute += 5) {
      see("A", "07:" + (minute < 10 ? "0" : "") + minute, minute);
      log.commitFetch(millis("07:00"));
    }
    assertThat(journal.progress("msc|levels|A").orElseThrow().split("\\[")).hasSizeLessThan(8);
  }

  private void see(String station, String time, double level) {
    log.take(good(station, millis(time), level));
  }

  private static Decoded good(String station, long millis, double level) {
    return new Decoded.Good(
        new Observation(
            Station.of(station, StationKind.GAUGE, ZoneOffset.UTC),
            "test",
            millis,
            Map.of(Element.WATER_LEVEL, level),
            Map.of(),
            "body of " + station + " at " + millis + ": " + level),
        0);
  }

  private static Decoded bad(String body) {
    return new Decoded.Bad(
        new DeadLetter("test", null, body, DeadLetterReason.NOT_JSON, "it is rubbish"));
  }

  private static String at(String station, String time) {
    return station + " " + Instant.ofEpochMilli(millis(time));
  }

  private static long millis(String time) {
    return Instant.parse(DAY + time + ":00Z").toEpochMilli();
  }
}
