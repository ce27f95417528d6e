package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.index.BatchStateIndex;
import io.watershed.elasticsearch.Document;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.views.ViewIndices;
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
    JsonNode state =
        search
            .document(BatchStateIndex.INDEX, ViewIndices.STATE_ID)
            .map(Document::source)
            .orElseGet(Queries::object);
    ObjectNode newest = Queries.object().put("size", 0).put("track_total_hits", false);
    newest.putObject("aggs").putObject("newest").putObject("max").put("field", "window_start");
    JsonNode value = search.search("meter-windows-*", newest).at("/aggregations/newest/value");
    Optional<Instant> window =
        value.isNumber() ? Optional.of(Instant.ofEpochMilli(value.asLong())) : Optional.empty();
    Optional<Instant> horizon = instant(state, "horizon");
    Optional<Instant> now =
        horizon.isPresent() && window.isPresent()
            ? horizon.map(one -> one.isAfter(window.get()) ? one : window.get())
            : horizon.or(() -> window);
    return new DataClock(
        now.orElse(wall),
        wall,
        now.isEmpty(),
        horizon.orElse(null),
        instant(state, "seam").orElse(Instant.EPOCH),
        state.path("run_id").asText(NO_VERSION),
        day(state, "first_date"),
        day(state, "last_date"),
        zone);
  }

  /** The local day of the data. */
  public LocalDate today() {
    return now.atZone(zone).toLocalDate();
  }

  /** {@code live}, {@code replay} or {@code empty}. */
  public String mode() {
    if (empty) {
      return "empty";
    }
    return now.plus(LIVE).isAfter(wall) ? "live" : "replay";
  }

  /** The clock as answers have it. */
  public ObjectNode json() {
    return Queries.object()
        .put("dataClock", now.toString())
        .put("wallClock", wall.toString())
        .put("mode", mode())
        .put("horizon", horizon == null ? null : horizon.toString())
        .put("seam", horizon == null ? null : seam.toString())
        .put("timeZone", zone.getId())
        .put("today", today().toString())
        .put("firstDate", firstDate == null ? null : firstDate.toString())
        .put("lastDate", lastDate == null ? null : lastDate.toString())
        .put("version", version);
  }

  private static Optional<Instant> instant(JsonNode node, String field) {
    return node.hasNonNull(field)
        ? Optional.of(Instant.parse(node.get(field).asText()))
        : Optional.empty();
  }

  private static LocalDate day(JsonNode node, String field) {
    return node.hasNonNull(field) ? LocalDate.parse(node.get(field).asText()) : null;
  }
}
