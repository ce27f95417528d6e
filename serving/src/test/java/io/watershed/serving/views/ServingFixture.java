package io.watershed.serving.views;

import io.watershed.core.contract.Indices;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.index.BatchRunsIndex;
import io.watershed.core.contract.index.BatchStateIndex;
import io.watershed.core.contract.index.DeadLettersIndex;
import io.watershed.core.contract.index.MeterDaysIndex;
import io.watershed.core.contract.index.MeterMonthsIndex;
import io.watershed.core.contract.index.SuburbHoursIndex;
import io.watershed.elasticsearch.BulkIndexer;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.ElasticsearchConnection;
import io.watershed.elasticsearch.IndexTemplates;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.hive.HiveRow;
import io.watershed.serving.StationFixture;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;

/**
 * A small fleet in every index that pages and the API read: three local days of two meters, the
 * batch views up to a horizon, speed windows over both sides of it, and something of all else. What
 * must come of it can be added up from {@link #readings}.
 */
public final class ServingFixture {

  /** A reading of a meter's interval flow. */
  public record Reading(String meter, Instant at, int litres) {}

  /** The zone of the fleet. */
  public static final ZoneId ZONE = ZoneId.of("Australia/Brisbane");

  /** The first local day. */
  public static final LocalDate FIRST = LocalDate.parse("2026-06-28");

  /** The last local day. */
  public static final LocalDate LAST = LocalDate.parse("2026-06-30");

  /** The newest reading of the batch views. */
  public static final Instant HORIZON = Instant.parse("2026-06-30T05:20:00Z");

  /** Up to where the batch views answer. */
  public static final Instant SEAM = Instant.parse("2026-06-30T05:00:00Z");

  /** After the newest reading that the speed layer took. */
  public static final Instant END = Instant.parse("2026-06-30T07:15:00Z");

  /** The newest window begins at the newest reading's minute. */
  public static final Instant CLOCK = Instant.parse("2026-06-30T07:00:00Z");

  /** The run that the copies are of. */
  public static final String RUN = "20260630T052500000Z";

  /** How many alert episodes are over. */
  public static final int CLOSED_ALERTS = 60;

  private static final Map<String, String> SUBURBS = Map.of("4001", "HILLSIDE", "4002", "LAKEVIEW");
  private static final Map<String, String> USAGES =
      Map.of("4001", "Residential", "4002", "Non-Residential");
  private static final Duration CADENCE = Duration.ofMinutes(15);
  private static final long WINDOW = Duration.ofMinutes(5).toMillis();
  private static final long SLIDE = Duration.ofMinutes(1).toMillis();

  private final ElasticsearchAddress address;
  private final BulkIndexer indexer;
  private final List<String> refused = new ArrayList<>();

  /** A fixture for an Elasticsearch. */
  public ServingFixture(String url) {
    address = new ElasticsearchAddress(url, "");
    indexer = new BulkIndexer(address, 1_000_000, refusal -> refused.add(refusal.problem()));
  }

  /** The fleet list of the two meters. */
  public static String fleet() {
    return """
    managedObjects_id,Meter Type,Suburb,Postcode,Usage Type
    4001,captis_pulse,HILLSIDE,4001,Residential
    4002,c8y_lwm2m,LAKEVIEW,4002,Non-Residential
    """;
  }

  /** All readings of interval flows, of both meters. */
  public static List<Reading> readings() {
    List<Reading> readings = new ArrayList<>();
    Instant begin = FIRST.atStartOfDay(ZONE).toInstant();
    int step = 0;
    for (Instant at = begin; at.isBefore(END); at = at.plus(CADENCE)) {
      readings.add(new Reading("4001", at, 1 + step % 7));
      readings.add(new Reading("4002", at, 10 + step % 11));
      step++;
    }
    return readings;
  }

  /** Writes everything, and makes it searchable. */
  public void index() throws IOException, InterruptedException {
    IndexTemplates.install(address, Indices.ALL);
    days();
    windows();
    alerts();
    problems();
    monthsAndRuns();
    trust();
    state();
    indexer.finish();
    if (!refused.isEmpty()) {
      throw new IllegalStateException(refused.size() + " refused, the first: " + refused.get(0));
    }
    RestClient client = ElasticsearchConnection.to(address);
    Request stations = new Request("POST", "/_bulk");
    stations.setJsonEntity(StationFixture.bulk(CLOCK, RUN));
    String answer = EntityUtils.toString(client.performRequest(stations).getEntity());
    if (answer.contains("\"errors\":true")) {
      throw new IllegalStateException("stations are refused: " + answer);
    }
    client.performRequest(new Request("POST", "/_refresh"));
  }

  private JsonLines begin(String index, String id) {
    return indexer.bulk().begin(index, id).beginObject();
  }

  private void end(JsonLines json) throws IOException, InterruptedException {
    json.endObject();
    indexer.added();
  }

  private void days() throws IOException, InterruptedException {
    for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
      DayDocuments documents = new DayDocuments(day, RUN);
      Map<String, Double> totals = new TreeMap<>();
      Map<String, Long> counts = new TreeMap<>();
      for (Reading reading : readings()) {
        if (reading.at().atZone(ZONE).toLocalDate().equals(day) && !reading.at().isAfter(HORIZON)) {
          long millis = reading.at().toEpochMilli();
          documents.add(
              reading.meter(),
              "Pulse1",
              new DayReading(millis, reading.litres(), true, "", 1, millis / 60_000, millis + 500));
          totals.merge(reading.meter(), (double) reading.litres(), Double::sum);
          counts.merge(reading.meter(), 1L, Long::sum);
        }
      }
      for (String meter : totals.keySet()) {
        write(
            documents,
            day,
            figures(day, meter, "Pulse1", "L", totals.get(meter), counts.get(meter)));
        write(documents, day, figures(day, meter, "Battery", "V", null, 1));
      }
      for (var suburb : documents.suburbs().entrySet()) {
        for (var hour : suburb.getValue().entrySet()) {
          documents.writeSuburb(
              indexer
                  .bulk()
                  .begin(
                      SuburbHoursIndex.INDEX.ofDay(day),
                      documents.suburbId(suburb.getKey(), hour.getKey())),
              suburb.getKey(),
              hour.getKey(),
              hour.getValue());
          indexer.added();
        }
      }
    }
  }

  private void write(DayDocuments documents, LocalDate day, HiveRow figures)
      throws IOException, InterruptedException {
    documents.write(
        indexer.bulk().begin(MeterDaysIndex.INDEX.ofDay(day), documents.id(figures)), figures);
    indexer.added();
  }

  private static HiveRow figures(
      LocalDate day, String meter, String measurement, String unit, Double total, long readings) {
    return HiveRow.of(DailyStats.TABLE)
        .with(DailyStats.LOCAL_DATE, day)
        .with(DailyStats.METER_ID, meter)
        .with(DailyStats.MEASUREMENT_TYPE, measurement)
        .with(DailyStats.UNIT, unit)
        .with(DailyStats.TOTAL_VALUE, total)
        .with(DailyStats.AVG_VALUE, 3.6)
        .with(DailyStats.MAX_VALUE, total == null ? 3.61 : 20)
        .with(DailyStats.MIN_VALUE, total == null ? 3.59 : 1)
        .with(DailyStats.READING_COUNT, readings)
        .with(DailyStats.EXCLUDED_COUNT, 0L)
        .with(DailyStats.LATE_COUNT, 0L)
        .with(DailyStats.SUBURB, SUBURBS.get(meter))
        .with(DailyStats.POSTCODE, Integer.valueOf(meter))
        .with(DailyStats.USAGE_TYPE, USAGES.get(meter))
        .with(DailyStats.METER_TYPE, "captis_pulse")
        .with(DailyStats.FIRST_EVENT_TIME, wallClock(HORIZON.minusSeconds(7_200)))
        .with(DailyStats.LAST_EVENT_TIME, wallClock(HORIZON.minusSeconds(300)))
        .with(DailyStats.REGISTER_ADVANCE, total)
        .with(DailyStats.REGISTER_DIFFERENCE, total == null ? null : 0.0)
        .with(DailyStats.CROSS_CHECK, total == null ? null : "AGREES")
        .with(DailyStats.TIME_ZONE, ZONE.getId());
  }

  private static LocalDateTime wallClock(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /** Sliding windows, of which every fifth is aligned, over the last day and a half. */
  private void windows() throws IOException, InterruptedException {
    Instant from = SEAM.minus(30, ChronoUnit.HOURS);
    for (Reading reading : readings()) {
      if (reading.at().isBefore(from)) {
        continue;
      }
      long minute = Math.floorDiv(reading.at().toEpochMilli(), SLIDE) * SLIDE;
      for (long start = minute; start > minute - WINDOW; start -= SLIDE) {
        JsonLines json =
            begin(
                "meter-windows-2026.06",
                reading.meter() + "|Pulse1|" + Instant.ofEpochMilli(start));
        json.text("meter_id", reading.meter())
            .text("measurement_type", "Pulse1")
            .text("unit", "L")
            .instant("window_start", start)
            .instant("window_end", start + WINDOW)
            .flag("aligned", Math.floorMod(start, WINDOW) == 0)
            .number("count", 1)
            .number("sum", (double) reading.litres())
            .number("mean", (double) reading.litres())
            .number("min", (double) reading.litres())
            .number("max", (double) reading.litres())
            .number("excluded_count", 0)
            .text("suburb", SUBURBS.get(reading.meter()))
            .instant("updated_at", System.currentTimeMillis());
        end(json);
      }
    }
  }

  private void alerts() throws IOException, InterruptedException {
    alert("HIGH_FLOW", "CRITICAL", "4001", CLOCK.minusSeconds(3_600), CLOCK.minusSeconds(900));
    alert("LOW_BATTERY", "WARNING", "4002", CLOCK.minusSeconds(90_000), CLOCK.minusSeconds(80_000));
    for (int index = 0; index < CLOSED_ALERTS; index++) {
      Instant start = CLOCK.minus(Duration.ofHours(12)).minusSeconds(600L * (index / 2));
      alert("HIGH_FLOW", "WARNING", index % 2 == 0 ? "4001" : "4002", start, start);
    }
  }

  /** Writes an alert; one that is written again tells those who listen. */
  public void alert(String type, String severity, String meter, Instant start, Instant lastSeen)
      throws IOException, InterruptedException {
    JsonLines json = begin("alerts-2026.06", type + "|" + meter + "|" + start);
    json.text("alert_type", type)
        .text("severity", severity)
        .text("meter_id", meter)
        .text("measurement_type", type.equals("HIGH_FLOW") ? "Pulse1" : "Battery")
        .instant("episode_start", start.toEpochMilli())
        .instant("last_seen", lastSeen.toEpochMilli())
        .number("readings", 3)
        .number("measured", 2_100.0)
        .number("peak", 2_300.0)
        .number("limit", 2_000.0)
        .text("unit", "L/h")
        .text("message", "Flow 2300 L/h is at or above 2000 L/h")
        .text("suburb", SUBURBS.get(meter))
        .text("usage_type", USAGES.get(meter))
        .instant("updated_at", System.currentTimeMillis());
    end(json);
  }

  /** Brings what was written last to Elasticsearch. */
  public void flush() throws IOException, InterruptedException {
    indexer.finish();
  }

  private void problems() throws IOException, InterruptedException {
    for (String issue : List.of("CONTINUOUS_LEAK", "HIGH_FLOW")) {
      JsonLines json = begin("problem-meters-2026.06", "2026-06-29|4001|Pulse1|" + issue);
      json.text("local_date", "2026-06-29")
          .text("meter_id", "4001")
          .text("measurement_type", "Pulse1")
          .text("issue_type", issue)
          .text("severity", "WARNING")
          .number("total_value", 384.0)
          .number("reading_count", 96)
          .number("excluded_count", 0)
          .text("evidence", "At least 4 L/h flowed in every hour of the night.")
          .text("suburb", "HILLSIDE")
          .text("usage_type", "Residential")
          .text("run_id", RUN);
      end(json);
    }
  }

  private void monthsAndRuns() throws IOException, InterruptedException {
    for (String meter : SUBURBS.keySet()) {
      JsonLines month = begin(MeterMonthsIndex.INDEX.name(), meter + "|Pulse1|2026-06");
      month
          .text("meter_id", meter)
          .text("measurement_type", "Pulse1")
          .text("unit", "L")
          .text("month", "2026-06")
          .number("monthly_total", 1_000.0)
          .number("forecast_total", 1_100.0)
          .number("forecast_low", 1_050.0)
          .number("forecast_high", 1_200.0)
          .number("forecast_days", 2)
          .text("complete_until", "2026-06-29")
          .text("run_id", RUN);
      end(month);
    }
    JsonLines run = begin(BatchRunsIndex.INDEX.name(), RUN);
    run.text("run_id", RUN)
        .instant("started_at", HORIZON.plusSeconds(300).toEpochMilli())
        .instant("finished_at", HORIZON.plusSeconds(320).toEpochMilli())
        .number("duration_seconds", 20.0)
        .number("days", 3)
        .number("readings", 500)
        .number("duplicates", 2)
        .number("excluded", 1)
        .number("disagreements", 0)
        .number("problems", 2)
        .instant("horizon", HORIZON.toEpochMilli())
        .text("mode", "everything")
        .number("files", 12)
        .number("small_files", 11);
    end(run);
  }

  private void trust() throws IOException, InterruptedException {
    JsonLines check = begin("reconciliations", "2026-06-30T05:30:00Z");
    check
        .instant("checked_at", Instant.parse("2026-06-30T05:30:00Z").toEpochMilli())
        .flag("agrees", true)
        .number("messages", 520)
        .number("dead_letters", 3)
        .number("behind", 0)
        .beginArray("checks")
        .beginElement()
        .text("name", "rows in Hive")
        .number("expected", 500)
        .number("actual", 500)
        .flag("agrees", true)
        .text("words", "")
        .endObject()
        .endArray();
    end(check);
    for (int hour = 3; hour <= 5; hour++) {
      Instant start = Instant.parse("2026-06-30T0" + hour + ":00:00Z");
      JsonLines row = begin("reconciliation-hours", start.toString());
      row.instant("hour", start.toEpochMilli())
          .instant("checked_at", HORIZON.toEpochMilli())
          .flag("agrees", true)
          .number("kafka", 173)
          .number("accepted", 170)
          .number("late", 1)
          .number("duplicates", 1)
          .number("dead_letters", 1)
          .number("master_rows", 172)
          .number("hive_rows", 171);
      end(row);
    }
    for (int letter = 0; letter < 3; letter++) {
      JsonLines json = begin(DeadLettersIndex.INDEX.name(), "meter-readings|0|" + letter);
      json.text("stage", "ingestion")
          .text("reason", letter == 0 ? "NOT_JSON" : "UNKNOWN_UNIT")
          .text("detail", "the message must be one JSON object")
          .text("source_topic", "meter-readings")
          .number("source_partition", 0)
          .number("source_offset", letter)
          .text("raw", "<script>alert(1)</script>")
          .instant("arrival", HORIZON.minusSeconds(letter).toEpochMilli());
      end(json);
    }
  }

  private void state() throws IOException, InterruptedException {
    JsonLines json = begin(BatchStateIndex.INDEX.name(), BatchStateIndex.METERS_ID);
    json.text("run_id", RUN)
        .instant("horizon", HORIZON.toEpochMilli())
        .instant("seam", SEAM.toEpochMilli())
        .text("first_date", FIRST.toString())
        .text("last_date", LAST.toString())
        .instant("indexed_at", System.currentTimeMillis());
    end(json);
  }
}
