package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.index.BatchStateIndex;
import io.watershed.core.contract.index.MeterWindowsIndex;
import io.watershed.elasticsearch.Document;
import io.watershed.elasticsearch.Queries;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.answer.ClockAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The time of the data: the newest instant that either layer knows of. Pages go by it, so that a
 * replay of another year is looked at as if it were that year.
 *
 * @param now the newest instant, but not after the wall clock, since a device whose clock is ahead
 *     moves nobody on; the wall clock's where there is no data
 * @param wall the wall clock
 * @param empty whether there is no data at all
 * @param horizon the newest reading of the batch views, before the first run null
 * @param seam up to where the batch views answer; the earliest instant before the first run
 * @param version the batch run that the copies of the views are of, or {@code none}
 * @param firstDate the first local day of the batch views, or null
 * @param lastDate their last local day, or null
 * @param zone whose midnight parts the days of pages
 */
public record DataClock(
    Instant now,
    Instant wall,
    boolean empty,
    Instant horizon,
    Instant seam,
    String version,
    LocalDate firstDate,
    LocalDate lastDate,
    ZoneId zone) {

  /** The version before the first batch run. */
  public static final String NO_VERSION = "none";

  private static final Duration LIVE = Duration.ofHours(2);

  /** Holds {@code now} back to the wall clock. */
  public DataClock {
    now = now.isAfter(wall) ? wall : now;
  }

  /** Reads the clock. */
  public static DataClock read(Search search, Instant wall, ZoneId zone) {
    Document state =
        search.document(BatchStateIndex.INDEX, BatchStateIndex.METERS_ID).orElse(Document.NONE);
    ObjectNode newest = Queries.object().put("size", 0).put("track_total_hits", false);
    Queries.aggregate(newest, "newest", Queries.max(MeterWindowsIndex.WINDOW_START));
    JsonNode value =
        search.search(newest, MeterWindowsIndex.INDEX).at("/aggregations/newest/value");
    Optional<Instant> window =
        value.isNumber() ? Optional.of(Instant.ofEpochMilli(value.asLong())) : Optional.empty();
    Optional<Instant> horizon = Optional.ofNullable(state.instant(BatchStateIndex.HORIZON));
    Optional<Instant> now =
        horizon.isPresent() && window.isPresent()
            ? horizon.map(one -> one.isAfter(window.get()) ? one : window.get())
            : horizon.or(() -> window);
    return new DataClock(
        now.orElse(wall),
        wall,
        now.isEmpty(),
        horizon.orElse(null),
        Optional.ofNullable(state.instant(BatchStateIndex.SEAM)).orElse(Instant.EPOCH),
        state.text(BatchStateIndex.RUN_ID, NO_VERSION),
        state.day(BatchStateIndex.FIRST_DATE),
        state.day(BatchStateIndex.LAST_DATE),
        zone);
  }

  /** The local day of the data. */
  public LocalDate today() {
    return now.atZone(zone).toLocalDate();
  }

  /** Whether pages show the present. */
  public enum Mode {
    /** Data comes now. */
    LIVE("live"),
    /** Data is of another time. */
    REPLAY("replay"),
    /** There is no data. */
    EMPTY("empty");

    private final String text;

    Mode(String text) {
      this.text = text;
    }

    /** Its name in answers. */
    public String text() {
      return text;
    }
  }

  /** Whether pages show the present. */
  public Mode mode() {
    if (empty) {
      return Mode.EMPTY;
    }
    return now.plus(LIVE).isAfter(wall) ? Mode.LIVE : Mode.REPLAY;
  }

  /** Up to where answers are the batch layer's alone; null before the first run. */
  public Instant answeredSeam() {
    return horizon == null ? null : seam;
  }

  /**
   * The clock as answers have it.
   *
   * @param stale whether what goes by it is older than it should be
   * @param message why, one sentence; empty where it is not
   */
  ClockAnswer answer(boolean stale, String message) {
    return new ClockAnswer(
        now,
        wall,
        mode(),
        horizon,
        answeredSeam(),
        zone,
        today(),
        firstDate,
        lastDate,
        version,
        stale,
        message.isEmpty() ? null : message);
  }
}
