package io.watershed.serving.views;

import io.watershed.core.contract.Table;
import io.watershed.core.contract.hive.ForecastSkill;
import io.watershed.core.contract.hive.StationHourlySummary;
import io.watershed.core.contract.hive.StationMetadata;
import io.watershed.core.contract.hive.WaterLevelForecasts;
import io.watershed.core.contract.index.ForecastSkillIndex;
import io.watershed.core.contract.index.StationHoursIndex;
import io.watershed.core.contract.index.StationMetadataIndex;
import io.watershed.core.contract.index.WaterLevelForecastsIndex;
import io.watershed.core.forecast.LeadTime;
import io.watershed.core.station.Element;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.ElasticsearchConnection;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.elasticsearch.Search;
import io.watershed.hive.HiveRow;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.elasticsearch.client.RestClient;

/**
 * Copies the stations' batch views of the last weeks to Elasticsearch: hours, forecasts, skill, and
 * what is known of each station. A day is copied again when its files are other ones. Ids are made
 * of what a row is about and the state comes last, so a copy that died is made again whole. Not
 * safe for several threads.
 */
final class StationCopier {

  /** How many days of hours and of forecasts are kept. */
  static final int DAYS = 35;

  /** The leads of which older issues are kept, to be held against what came. */
  static final List<Integer> LEADS_KEPT = LeadTime.allHours();

  private static final String FORECASTS = WaterLevelForecastsIndex.INDEX.name();

  private final RestClient elasticsearch;
  private final Search search;
  private final CopyWriter writer;
  private final StaleDocuments stale;
  private final Clock clock;
  private final Consumer<String> progress;
  private String runId;

  /**
   * A copier.
   *
   * @param progress is told, in a few words, what is being done
   */
  StationCopier(ElasticsearchAddress address, Clock clock, Consumer<String> progress) {
    this.elasticsearch = ElasticsearchConnection.to(address);
    this.search = Search.forLayers(address);
    this.writer = new CopyWriter(address);
    this.stale = new StaleDocuments(elasticsearch, search);
    this.clock = clock;
    this.progress = progress;
  }

  /** Whether there are copies, be they of no station. */
  boolean hasCopied() {
    return StationCopyState.read(search).isPresent();
  }

  /**
   * Copies what changed since the last copy.
   *
   * @param run the batch layer's newest run
   * @return whether there was anything to copy
   * @throws IOException if Elasticsearch refuses a document or a request
   */
  boolean copyNews(StationTables tables, String run)
      throws IOException, SQLException, InterruptedException {
    StationCopyState before = StationCopyState.read(search).orElse(StationCopyState.NONE);
    if (before.runId().equals(run)) {
      return false;
    }
    writer.start();
    runId = run;
    Map<String, HiveRow> stations = tables.metadata();
    SortedMap<LocalDate, String> hours = places(tables, StationHourlySummary.TABLE);
    SortedMap<LocalDate, String> issues = places(tables, WaterLevelForecasts.TABLE);
    Instant seam = hours(tables, hours, before);
    Instant issued = forecasts(tables, issues, stations, before);
    whole(tables, stations);
    Instant horizon =
        stations.values().stream()
            .map(station -> station.get(StationMetadata.LAST_TIME))
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .map(StationCopier::instant)
            .orElse(seam);
    new StationCopyState(
            runId,
            seam,
            horizon,
            issued,
            Map.of(
                StationHourlySummary.TABLE.name(), hours,
                WaterLevelForecasts.TABLE.name(), issues))
        .write(elasticsearch, clock.instant());
    progress.accept("");
    return true;
  }

  /** The newest days of a table with the places of their files. */
  private static SortedMap<LocalDate, String> places(StationTables tables, Table table)
      throws SQLException {
    List<LocalDate> all = tables.days(table);
    SortedMap<LocalDate, String> days = new TreeMap<>();
    for (LocalDate day : all) {
      if (day.isAfter(all.get(all.size() - 1).minusDays(DAYS))) {
        days.put(day, tables.place(table, day));
      }
    }
    return days;
  }

  /** Copies hours, and returns where the newest begins; null where there is none. */
  private Instant hours(
      StationTables tables, SortedMap<LocalDate, String> days, StationCopyState before)
      throws IOException, SQLException, InterruptedException {
    String all = StationHoursIndex.INDEX.pattern();
    if (days.isEmpty()) {
      stale.removeAllBut(all, List.of(runId));
      return null;
    }
    Instant newest = before.seam();
    for (Map.Entry<LocalDate, String> day : days.entrySet()) {
      if (before.isNews(StationHourlySummary.TABLE, day.getKey(), day.getValue())) {
        progress.accept("copying the stations' " + day.getKey());
        Instant found = hoursOf(tables, day.getKey());
        newest = day.getKey().equals(days.lastKey()) && found != null ? found : newest;
      }
    }
    stale.removeBefore(all, StationHourlySummary.UTC_DATE.name(), days.firstKey().toString());
    return newest;
  }

  private Instant hoursOf(StationTables tables, LocalDate day)
      throws IOException, SQLException, InterruptedException {
    String index = StationHoursIndex.INDEX.ofDay(day);
    Instant newest = null;
    // A day of all elements would fill the memory.
    for (Element element : Element.values()) {
      Map<String, List<HiveRow>> stations = new TreeMap<>();
      tables.hours(
          day,
          element,
          row ->
              stations
                  .computeIfAbsent(
                      row.get(StationHourlySummary.STATION_ID), absent -> new ArrayList<>())
                  .add(row));
      for (List<HiveRow> hours : stations.values()) {
        String id = StationDocuments.id(hours.get(0), day);
        StationDocuments.day(writer.begin(index, id), hours, day, runId);
        writer.added();
        for (HiveRow hour : hours) {
          newest = later(newest, instant(hour.get(StationHourlySummary.HOUR_START_TIME)));
        }
      }
    }
    writer.finish();
    stale.removeFrom(index, StationHourlySummary.UTC_DATE.name(), day.toString(), runId);
    return newest;
  }

  /** Copies forecasts, and returns when the newest were issued; null where there are none. */
  private Instant forecasts(
      StationTables tables,
      SortedMap<LocalDate, String> days,
      Map<String, HiveRow> stations,
      StationCopyState before)
      throws IOException, SQLException, InterruptedException {
    if (days.isEmpty()) {
      stale.removeAllBut(FORECASTS, List.of(runId));
      return null;
    }
    SortedMap<LocalDate, String> known = before.days(WaterLevelForecasts.TABLE);
    LocalDate newestBefore = known.isEmpty() ? null : known.lastKey();
    Instant newest = before.issued();
    for (Map.Entry<LocalDate, String> day : days.entrySet()) {
      boolean last = day.getKey().equals(days.lastKey());
      // The day of what was the newest issue has all its leads; of an older one only some stay.
      boolean outdated = day.getKey().equals(newestBefore) && !last;
      if (outdated || before.isNews(WaterLevelForecasts.TABLE, day.getKey(), day.getValue())) {
        Instant found = forecastsOf(tables, stations, day.getKey(), last);
        newest = last && found != null ? found : newest;
      }
    }
    stale.removeBefore(
        FORECASTS, WaterLevelForecasts.ISSUED_DATE.name(), days.firstKey().toString());
    return newest;
  }

  /** Copies a day's forecasts, and returns when its newest were issued. */
  private Instant forecastsOf(
      StationTables tables, Map<String, HiveRow> stations, LocalDate day, boolean withNewest)
      throws IOException, SQLException, InterruptedException {
    progress.accept("copying the forecasts of " + day);
    List<HiveRow> rows = new ArrayList<>();
    tables.forecastsOf(day, LEADS_KEPT, rows::add);
    Instant newest = null;
    for (HiveRow row : rows) {
      newest = later(newest, instant(row.get(WaterLevelForecasts.ISSUED_TIME)));
    }
    if (withNewest && newest != null) {
      tables.forecastsIssued(day, newest, rows::add);
    }
    for (HiveRow row : rows) {
      JsonLines json = writer.begin(FORECASTS, StationDocuments.forecastId(row));
      StationDocuments.forecast(
          json, row, stations.get(row.get(WaterLevelForecasts.STATION_ID)), runId);
      writer.added();
    }
    writer.finish();
    stale.removeFrom(FORECASTS, WaterLevelForecasts.ISSUED_DATE.name(), day.toString(), runId);
    return newest;
  }

  /** Copies what is small enough to be copied whole. */
  private void whole(StationTables tables, Map<String, HiveRow> stations)
      throws IOException, SQLException, InterruptedException {
    for (Map.Entry<String, HiveRow> station : stations.entrySet()) {
      StationDocuments.metadata(
          writer.begin(StationMetadataIndex.INDEX.name(), station.getKey()),
          station.getValue(),
          runId);
      writer.added();
    }
    List<HiveRow> skills = new ArrayList<>();
    tables.skill(skills::add);
    for (HiveRow skill : skills) {
      JsonLines json =
          writer.begin(ForecastSkillIndex.INDEX.name(), StationDocuments.skillId(skill));
      StationDocuments.skill(json, skill, stations.get(skill.get(ForecastSkill.STATION_ID)), runId);
      writer.added();
    }
    writer.finish();
    stale.removeAllBut(StationMetadataIndex.INDEX.name(), List.of(runId));
    stale.removeAllBut(ForecastSkillIndex.INDEX.name(), List.of(runId));
  }

  private static Instant instant(LocalDateTime utc) {
    return utc.toInstant(ZoneOffset.UTC);
  }

  private static Instant later(Instant one, Instant other) {
    return one == null || other.isAfter(one) ? other : one;
  }
}
