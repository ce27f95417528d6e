package io.watershed.ingestion.source.msc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.reading.DeadLetterReason;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.Observation;
import io.watershed.ingestion.source.DeadLetter;
import io.watershed.ingestion.source.JournalException;
import io.watershed.ingestion.source.MemoryJournal;
import io.watershed.ingestion.source.MovableClock;
import io.watershed.ingestion.source.ObservationCheck;
import io.watershed.ingestion.source.Source;
import io.watershed.ingestion.source.SourceException;
import io.watershed.ingestion.source.SourceFigures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which observations are asked for and sent, fetch by fetch, as stations and service go on. */
@Tag("slow")
class MscFetchTest {

  private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

  private final MovableClock clock = new MovableClock(START.toString());
  private final MemoryJournal journal = new MemoryJournal();
  private final SourceFigures figures = new SourceFigures();
  private final Map<String, String> overrides = new HashMap<>();
  private FakeGeoMet service;

  @BeforeEach
  void startService() throws IOException {
    service = FakeGeoMet.start();
    overrides.put("sources.msc.url", service.url() + "/");
    overrides.put("sources.msc.collections", "hydrometric-realtime");
    overrides.put("sources.msc.hydrometric-realtime.page-size", "7");
    overrides.put("sources.http.retries", "0");
  }

  @AfterEach
  void stopService() {
    service.close();
  }

  private Source open() {
    Settings settings = Settings.of(overrides);
    return MscSource.definition(settings, ObservationCheck.from(settings, clock))
        .open(journal, figures);
  }

  @Test
  void everyObservationOfManyPagesIsSentOnceAndInFull() throws Exception {
    fill(List.of("A", "B", "C"), START.minus(Duration.ofHours(5)), START);
    open().poll();

    assertThat(journal.sent()).hasSize(3 * 61).doesNotHaveDuplicates();
    assertThat(figures.count("pages")).isGreaterThan(183 / 7);
    Observation first = journal.observations().get(0);
    assertThat(first.source()).isEqualTo("msc-hydrometric");
    assertThat(first.body())
        .isEqualTo(FakeGeoMet.feature("A", START.minus(Duration.ofHours(5)).toString(), 3.0));
    assertThat(first.station().name()).isEqualTo("A RIVER AT A");
    assertThat(first.station().zone()).isEqualTo(ZoneId.of("-08:00"));
  }

  @Test
  void theNextFetchAsksForNewsAndTheOverlapOnly() throws Exception {
    fill(List.of("A"), START.minus(Duration.ofHours(2)), START);
    Source source = open();
    source.poll();
    clock.advance(Duration.ofMinutes(5));
    service.add("A", START.plus(Duration.ofMinutes(5)), 4);
    source.poll();

    assertThat(service.requests().get(service.requests().size() - 1))
        .contains("datetime=2026-11-20T07:45:00Z/..")
        .contains("sortby=DATETIME")
        .contains("limit=7")
        .contains("f=json");
    assertThat(journal.sent()).hasSize(26).doesNotHaveDuplicates();
  }

  @Test
  void aStationThatTransmitsOnceAnHourLosesNothing() throws Exception {
    overrides.put("sources.msc.window", "1h");
    fill(List.of("FAST", "HOURLY"), START.minus(Duration.ofHours(2)), START);
    Source source = open();
    source.poll();
    for (int minute = 5; minute <= 120; minute += 5) {
      clock.advance(Duration.ofMinutes(5));
      service.add("FAST", clock.instant(), minute);
      if (minute % 60 == 0) {
        // Its satellite passes: twelve observations at a time.
        for (int back = 55; back >= 0; back -= 5) {
          service.add("HOURLY", clock.instant().minus(Duration.ofMinutes(back)), back);
        }
      }
      source.poll();
    }

    assertThat(journal.sent()).hasSize(2 * (25 + 24)).doesNotHaveDuplicates();
    assertThat(service.requests()).anyMatch(query -> query.contains("STATION_NUMBER=HOURLY"));
  }

  @Test
  void aStationThatReportsOnceAnHourIsNotAskedForWhatItNeverHad() throws Exception {
    fill(List.of("FAST"), START.minus(Duration.ofHours(3)), START);
    for (int hour = 3; hour >= 0; hour--) {
      service.add("HOURLY", START.minus(Duration.ofHours(hour)), hour);
    }
    Source source = open();
    source.poll();
    int before = service.requests().size();
    for (int minute = 5; minute <= 180; minute += 5) {
      clock.advance(Duration.ofMinutes(5));
      service.add("FAST", clock.instant(), minute);
      if (minute % 60 == 0) {
        service.add("HOURLY", clock.instant(), minute);
      }
      source.poll();
    }

    assertThat(journal.sent()).hasSize(37 + 4 + 36 + 3).doesNotHaveDuplicates();
    assertThat(service.requests().subList(before, service.requests().size()))
        .as("one request a poll")
        .hasSize(36);
  }

  @Test
  void manyStationsThatWereSilentAreAskedForTogether() throws Exception {
    overrides.put("sources.msc.station-queries", "1");
    fill(List.of("FAST", "X", "Y", "Z"), START.minus(Duration.ofHours(2)), START);
    Source source = open();
    source.poll();
    for (int minute = 5; minute <= 90; minute += 5) {
      clock.advance(Duration.ofMinutes(5));
      service.add("FAST", clock.instant(), minute);
      source.poll();
    }
    for (String station : List.of("X", "Y", "Z")) {
      for (int minute = 5; minute <= 90; minute += 5) {
        service.add(station, START.plus(Duration.ofMinutes(minute)), minute);
      }
    }
    source.poll();

    assertThat(journal.sent()).hasSize(4 * (25 + 18)).doesNotHaveDuplicates();
    assertThat(service.requests()).noneMatch(query -> query.contains("STATION_NUMBER"));
  }

  @Test
  void afterALongPauseEverythingSinceIsTaken() throws Exception {
    fill(List.of("A"), START.minus(Duration.ofHours(1)), START);
    open().poll();
    clock.advance(Duration.ofHours(20));
    fill(List.of("A"), START.plus(Duration.ofMinutes(5)), clock.instant());
    open().poll();

    assertThat(journal.sent()).hasSize(13 + 240).doesNotHaveDuplicates();
  }

  @Test
  void aProcessThatIsKilledAfterAnyCommitRepeatsAndMissesNothing() throws Exception {
    fill(List.of("A", "B"), START.minus(Duration.ofHours(4)), START);
    for (int commits = 0; commits < 30; commits++) {
      // Each life ends one commit later than the one before.
      journal.failAfter(commits % 5);
      try {
        open().poll();
        break;
      } catch (JournalException killed) {
        // The next life begins from what is committed.
      }
    }
    journal.failAfter(Integer.MAX_VALUE);
    open().poll();

    assertThat(new TreeSet<>(journal.sent())).hasSize(98);
    assertThat(journal.sent()).hasSize(98);
  }

  @Test
  void aFeatureThatCannotBeReadIsADeadLetterAndThePageGoesOn() throws Exception {
    Instant time = START.minus(Duration.ofMinutes(10));
    List<String> rubbish =
        List.of(
            "null",
            "[1, 2]",
            "\"text\"",
            "{\"type\": \"Feature\"}",
            FakeGeoMet.feature("C", time.toString(), 1).replace("\"C\",", "{},"),
            FakeGeoMet.feature("D", "yesterday", 1),
            FakeGeoMet.feature("E", time.toString(), Double.NaN),
            FakeGeoMet.feature("F", time.toString(), 1).replace("1.0", "\"high\""),
            FakeGeoMet.feature("A|B", time.toString(), 1),
            FakeGeoMet.feature("G", "2026-11-20T23:00:00Z", 1),
            FakeGeoMet.feature("H", "2025-01-01T00:00:00Z", 1));
    service.add("A", time, 1);
    for (int index = 0; index < rubbish.size(); index++) {
      service.addText("B" + index, time, rubbish.get(index));
    }
    service.add("Z", time, 1);
    Source source = open();
    source.poll();
    source.poll();

    assertThat(journal.sent()).containsExactly("A " + time, "Z " + time);
    assertThat(journal.deadLetters())
        .extracting(DeadLetter::body)
        .containsExactlyInAnyOrderElementsOf(rubbish);
    assertThat(journal.deadLetters())
        .extracting(DeadLetter::reason)
        .contains(
            DeadLetterReason.NOT_JSON,
            DeadLetterReason.MISSING_FIELD,
            DeadLetterReason.WRONG_TYPE,
            DeadLetterReason.BAD_TIMESTAMP,
            DeadLetterReason.NOT_FINITE,
            DeadLetterReason.BAD_DEVICE_ID,
            DeadLetterReason.TIMESTAMP_IN_FUTURE,
            DeadLetterReason.TIMESTAMP_TOO_OLD);
    assertThat(figures.count("inFuture")).isEqualTo(1);
    assertThat(figures.count("tooOld")).isEqualTo(1);
  }

  @Test
  void aWindowWithTooManyPagesIsMadeShorterUntilItFits() throws Exception {
    overrides.put("sources.msc.max-pages", "4");
    fill(List.of("A", "B"), START.minus(Duration.ofHours(6)), START);
    Source source = open();
    assertThatThrownBy(source::poll)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("has more than 4 pages");
    for (int poll = 0; poll < 8; poll++) {
      try {
        source.poll();
      } catch (PageWalk.TooManyPagesException stillTooMany) {
        // The next poll asks for less.
      }
    }

    assertThat(journal.sent()).hasSize(2 * 73).doesNotHaveDuplicates();
  }

  @Test
  void anEmptyAnswerMovesNothing() throws Exception {
    open().poll();
    assertThat(journal.commits()).isZero();
    fill(List.of("A"), START.minus(Duration.ofHours(20)), START);
    open().poll();
    assertThat(journal.sent()).hasSize(241);
  }

  private void fill(List<String> stations, Instant from, Instant to) {
    for (Instant time = from; !time.isAfter(to); time = time.plus(Duration.ofMinutes(5))) {
      for (String station : stations) {
        service.add(station, time, 3);
      }
    }
  }
}
