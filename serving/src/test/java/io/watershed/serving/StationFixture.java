package io.watershed.serving;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Documents of stations as both layers write them, always the same: twelve gauges and ten weather
 * stations over Canada, of which one of each, and a silent gauge, have a history.
 *
 * <p>The layers differ on purpose: the batch views hold an hour after the seam and the speed layer
 * hours before it, both with values that no series may show.
 */
public final class StationFixture {

  /** Takes documents. */
  @FunctionalInterface
  public interface Sink {
    /** Takes one, to replace the one with the same id. */
    void add(String index, String id, ObjectNode document);
  }

  /** The gauge with a history, a forecast and a skill; its name is text of a stranger. */
  public static final String GAUGE = "08MF005";

  /** The gauge downstream of it. */
  public static final String DOWNSTREAM = "08MH126";

  /** A gauge that has not been heard for a day and has no forecast. */
  public static final String SILENT = "02KF005";

  /** The weather station with a history. */
  public static final String WEATHER = "1108380";

  /** How many gauges there are. */
  public static final int GAUGES = 12;

  /** How many alerts there are, all of them open. */
  public static final int ALERTS = 2;

  /** How many weather stations there are. */
  public static final int WEATHER_STATIONS = 10;

  /** The level from which the water of {@link #GAUGE} is high, m. */
  public static final double HIGH_WATER = 8.5;

  /** What no series may show. */
  public static final double WRONG_LAYER = 999;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration HISTORY = Duration.ofDays(7);

  private record Place(
      String id, String name, String province, double latitude, double longitude) {}

  private static final List<Place> GAUGE_PLACES =
      List.of(
          new Place(GAUGE, "FRASER RIVER AT <b>HOPE</b>", "BC", 49.386, -121.454),
          new Place(DOWNSTREAM, "FRASER RIVER AT MISSION", "BC", 49.132, -122.302),
          new Place(SILENT, "OTTAWA RIVER AT BRITANNIA", "ON", 45.379, -75.804),
          new Place("05AA024", "OLDMAN RIVER NEAR BROCKET", "AB", 49.559, -113.822),
          new Place("05BH004", "BOW RIVER AT CALGARY", "AB", 51.05, -114.051),
          new Place("05HG001", "SOUTH SASKATCHEWAN RIVER AT SASKATOON", "SK", 52.14, -106.644),
          new Place("05OC001", "RED RIVER NEAR LOCKPORT", "MB", 50.105, -96.933),
          new Place("02OA016", "LAC SAINT-LOUIS A POINTE-CLAIRE", "QC", 45.427, -73.817),
          new Place("01AD004", "SAINT JOHN RIVER AT EDMUNDSTON", "NB", 47.361, -68.327),
          new Place("09AB001", "YUKON RIVER AT WHITEHORSE", "YT", 60.715, -135.045),
          new Place("10FB001", "MACKENZIE RIVER AT FORT PROVIDENCE", "NT", 61.27, -117.543),
          new Place("03OE001", "CHURCHILL RIVER ABOVE UPPER MUSKRAT FALLS", "NL", 53.248, -60.789));

  private static final List<Place> WEATHER_PLACES =
      List.of(
          new Place(WEATHER, "VANCOUVER HARBOUR CS", "BC", 49.295, -123.122),
          new Place("1163781", "KAMLOOPS AUT", "BC", 50.703, -120.442),
          new Place("3031092", "CALGARY INT'L CS", "AB", 51.11, -114.0),
          new Place("4016560", "REGINA INT'L A", "SK", 50.432, -104.667),
          new Place("5023227", "WINNIPEG A CS", "MB", 49.917, -97.25),
          new Place("6158355", "TORONTO CITY", "ON", 43.667, -79.4),
          new Place("7025250", "MONTREAL INTL A", "QC", 45.471, -73.741),
          new Place("8202251", "HALIFAX STANFIELD INT'L A", "NS", 44.881, -63.509),
          new Place("2400301", "ALERT CLIMATE", "NU", 82.518, -62.281),
          new Place("2100184", "BURWASH AIRPORT AUTO", "YT", 61.371, -139.017));

  private final Sink sink;
  private final Instant now;
  private final String runId;

  /**
   * A fixture.
   *
   * @param now when the newest observation was made, a full hour
   */
  public StationFixture(Sink sink, Instant now, String runId) {
    this.sink = sink;
    this.now = now.truncatedTo(ChronoUnit.HOURS);
    this.runId = runId;
  }

  /** All documents as a bulk request. */
  public static String bulk(Instant now, String runId) {
    StringBuilder bulk = new StringBuilder();
    new StationFixture(
            (index, id, document) -> {
              ObjectNode action = object();
              action.putObject("index").put("_index", index).put("_id", id);
              bulk.append(action).append('\n').append(document).append('\n');
            },
            now,
            runId)
        .write();
    return bulk.toString();
  }

  /** Up to where the batch views answer. */
  public Instant seam() {
    return now.minus(Duration.ofHours(3));
  }

  /** When the newest forecasts were issued. */
  public Instant issued() {
    return seam();
  }

  /** The begin of the oldest hour that there is. */
  public Instant first() {
    return now.minus(HISTORY);
  }

  /** The believed level of {@link #GAUGE} in an hour, m; all values of an hour are the same. */
  public static double level(Instant hour) {
    double hours = hour.getEpochSecond() / 3600.0;
    return Math.round((6 + 0.9 * Math.sin(hours / 30) + 0.12 * Math.sin(hours / 2)) * 1000)
        / 1000.0;
  }

  /** The temperature at {@link #WEATHER} in an hour, °C. */
  public static double temperature(Instant hour) {
    double ofDay = (hour.atOffset(ZoneOffset.UTC).getHour() + 16) % 24;
    return Math.round((6 - 6 * Math.cos(2 * Math.PI * (ofDay - 4) / 24)) * 10) / 10.0;
  }

  /** The forecast of {@link #GAUGE} for a lead, m. */
  public static double forecast(Instant issued, int lead) {
    return Math.round((level(issued.minus(Duration.ofHours(1))) + 0.07 * lead) * 1000) / 1000.0;
  }

  /** Writes everything. */
  public void write() {
    GAUGE_PLACES.forEach(place -> gauge(place, GAUGE_PLACES.indexOf(place)));
    WEATHER_PLACES.forEach(place -> weather(place, WEATHER_PLACES.indexOf(place)));
    history(GAUGE, "gauge", "water_level", "m", StationFixture::level);
    history(GAUGE, "gauge", "discharge", "m³/s", hour -> level(hour) * 300);
    Map<String, String> units =
        new TreeMap<>(
            Map.of(
                "air_temp",
                "°C",
                "wind_speed",
                "km/h",
                "wind_gust",
                "km/h",
                "rel_hum",
                "%",
                "stn_pres",
                "hPa",
                "precip_1h",
                "mm"));
    units.forEach(
        (element, unit) ->
            history(WEATHER, "weather", element, unit, hour -> weather(element, hour)));
    forecasts();
    state();
    alert("RAPID_RISE", GAUGE_PLACES.get(0), "gauge", now.minus(Duration.ofHours(2)));
    alert("COLD", WEATHER_PLACES.get(8), "weather", now.minus(Duration.ofHours(5)));
  }

  private static double weather(String element, Instant hour) {
    double temperature = temperature(hour);
    return switch (element) {
      case "air_temp" -> temperature;
      case "wind_speed" -> 8 + temperature;
      case "wind_gust" -> 14 + 2 * temperature;
      case "rel_hum" -> 95 - 3 * temperature;
      case "stn_pres" -> 1012 + temperature / 4;
      default -> hour.atOffset(ZoneOffset.UTC).getHour() % 5 == 0 ? 1.5 : 0;
    };
  }

  private void gauge(Place place, int number) {
    boolean silent = place.id().equals(SILENT);
    Instant observed = silent ? now.minus(Duration.ofHours(30)) : now;
    ObjectNode latest = latest(place, "gauge", observed);
    double level = number == 0 ? level(now) : 2 + number;
    latest.put("water_level", level).put("discharge", number == 0 ? level * 300 : 100.0 * number);
    latest.put("level_change_1h", 0.05).put("level_change_6h", 0.4).put("level_change_24h", 0.9);
    if (number == 0) {
      latest.put("downstream", DOWNSTREAM).put("high_water", HIGH_WATER);
      latest.putArray("flags").add("discharge:SPIKE");
    }
    sink.add("station-latest", place.id(), latest);
    ObjectNode metadata = metadata(place, "gauge", observed);
    if (number != 11) {
      metadata
          .put("high_water", HIGH_WATER)
          .put("high_water_from", number == 0 ? "station" : "p95");
    }
    sink.add("station-metadata", place.id(), metadata);
  }

  private void weather(Place place, int number) {
    double temperature = number == 0 ? temperature(now) : number == 8 ? -38 : 34 - 6 * number;
    Instant observed = number == 9 ? now.minus(Duration.ofHours(5)) : now;
    ObjectNode latest =
        latest(place, "weather", observed)
            .put("city", place.name().split(" ")[0])
            .put("air_temp", temperature)
            .put("rel_hum", 70)
            .put("wind_speed", 20)
            .put("wind_direction", 270)
            .put("stn_pres", 1009.4)
            .put("precip_1h", 0.2)
            .put("feels_like", temperature - 2);
    if (temperature < 0) {
      latest.put("wind_chill", temperature - 2);
    } else if (temperature > 20) {
      latest.put("humidex", temperature + 4).put("heat_index", temperature + 1);
    }
    sink.add("station-latest", place.id(), latest);
    sink.add("station-metadata", place.id(), metadata(place, "weather", observed));
  }

  private ObjectNode latest(Place place, String kind, Instant observed) {
    ObjectNode latest =
        object()
            .put("station_id", place.id())
            .put("kind", kind)
            .put("source", "simulator")
            .put("name", place.name())
            .put("province", place.province())
            .put("elevation", 41.0)
            .put("time_zone", "America/Vancouver")
            .put("observed_at", observed.toString())
            .put("updated_at", observed.plusSeconds(3).toString());
    latest.putObject("location").put("lat", place.latitude()).put("lon", place.longitude());
    return latest;
  }

  private ObjectNode metadata(Place place, String kind, Instant observed) {
    return object()
        .put("station_id", place.id())
        .put("kind", kind)
        .put("name", place.name())
        .put("latitude", place.latitude())
        .put("longitude", place.longitude())
        .put("location", place.latitude() + "," + place.longitude())
        .put("province", place.province())
        .put("time_zone", "America/Vancouver")
        .put("source", "simulator")
        .put("first_time", first().toString())
        .put("last_time", (observed.isBefore(seam()) ? observed : seam()).toString())
        .put("observations", 168)
        .put("run_id", runId);
  }

  /** Values of an element at an hour. */
  private interface Values {
    double at(Instant hour);
  }

  private void history(String id, String kind, String element, String unit, Values values) {
    Map<LocalDate, ObjectNode> days = new TreeMap<>();
    for (Instant hour = first(); !hour.isAfter(now); hour = hour.plus(1, ChronoUnit.HOURS)) {
      // The seam's own hour is not complete: the batch views hold a part of it.
      if (!hour.isAfter(seam())) {
        batchHour(days, id, kind, element, unit, hour, values);
      }
      if (hour.isAfter(seam().minus(Duration.ofHours(30)))) {
        window(id, kind, element, unit, hour, values);
      }
    }
    days.forEach(
        (day, document) ->
            sink.add(
                "station-hours-%d.%02d".formatted(day.getYear(), day.getMonthValue()),
                id + "|" + element + "|" + day,
                document));
  }

  private void batchHour(
      Map<LocalDate, ObjectNode> days,
      String id,
      String kind,
      String element,
      String unit,
      Instant hour,
      Values values) {
    LocalDate day = hour.atOffset(ZoneOffset.UTC).toLocalDate();
    ObjectNode document =
        days.computeIfAbsent(
            day,
            absent ->
                object()
                    .put("station_id", id)
                    .put("kind", kind)
                    .put("element", element)
                    .put("unit", unit)
                    .put("utc_date", day.toString())
                    .put("run_id", runId));
    ArrayNode hours = document.withArray("hours");
    double value = hour.equals(seam()) ? WRONG_LAYER : values.at(hour);
    hours
        .addObject()
        .put("start", hour.toString())
        .put("count", 4)
        .put("excluded", hours.size() % 7 == 3 ? 1 : 0)
        .put("min", value - 0.01)
        .put("max", value + 0.01)
        .put("mean", value)
        .put("last", value)
        .put("at_start", hour.equals(seam()) ? WRONG_LAYER : atStart(value));
  }

  /** What was measured at the very begin of an hour. */
  static double atStart(double value) {
    return value - 0.005;
  }

  private void window(
      String id, String kind, String element, String unit, Instant hour, Values values) {
    double value = hour.isBefore(seam()) ? WRONG_LAYER : values.at(hour);
    sink.add(
        "station-windows-" + hour.toString().substring(0, 7).replace('-', '.'),
        id + "|" + element + "|" + hour,
        object()
            .put("station_id", id)
            .put("kind", kind)
            .put("name", id)
            .put("province", "BC")
            .put("element", element)
            .put("unit", unit)
            .put("window_start", hour.toString())
            .put("window_end", hour.plus(1, ChronoUnit.HOURS).toString())
            .put("count", 2)
            .put("min", value - 0.02)
            .put("max", value + 0.02)
            .put("avg", value)
            .put("last", value)
            .put("excluded_count", 0)
            .put("updated_at", hour.plusSeconds(3_605).toString()));
  }

  private void forecasts() {
    for (int number = 0; number < GAUGES; number++) {
      Place place = GAUGE_PLACES.get(number);
      if (place.id().equals(SILENT)) {
        continue;
      }
      for (int lead = 1; lead <= 24; lead++) {
        forecast(place, number, issued(), lead);
      }
    }
    Place gauge = GAUGE_PLACES.get(0);
    for (int lead : List.of(6, 24)) {
      for (Instant issued = issued().minus(Duration.ofDays(5));
          issued.isBefore(issued());
          issued = issued.plus(1, ChronoUnit.HOURS)) {
        forecast(gauge, 0, issued, lead);
      }
      sink.add("forecast-skill", GAUGE + "|" + lead, skill(lead));
    }
  }

  private ObjectNode skill(int lead) {
    return object()
        .put("station_id", GAUGE)
        .put("lead_hours", lead)
        .put("from_time", first().toString())
        .put("to_time", issued().toString())
        .put("forecasts", 500)
        .put("mae", 0.01 * lead)
        .put("rmse", 0.02 * lead)
        .put("nse", 0.9)
        .put("persistence_mae", 0.012 * lead)
        .put("coefficient_of_persistence", 0.31)
        .put("coverage", 0.95)
        .put("mean_width", 0.4)
        .put("hits", 3)
        .put("misses", 1)
        .put("false_alarms", 2)
        .put("computed_time", issued().toString())
        .put("name", GAUGE_PLACES.get(0).name())
        .put("province", "BC")
        .put("run_id", runId);
  }

  /** The first gauge rises into high water after 12 hours, the second falls, the rest differ. */
  private void forecast(Place place, int number, Instant issued, int lead) {
    double persistence = number == 0 ? level(issued.minus(Duration.ofHours(1))) : 2 + number;
    double slope = number == 0 ? 0.07 : number == 1 ? -0.04 : 0;
    double level =
        number == 0 ? forecast(issued, lead) : Math.round((persistence + slope * lead) * 1e3) / 1e3;
    String risk = number == 11 ? "unknown" : number == 0 && lead > 11 ? "high" : "low";
    double width = 0.1 + 0.03 * lead;
    ObjectNode forecast =
        object()
            .put("station_id", place.id())
            .put("issued_date", issued.atOffset(ZoneOffset.UTC).toLocalDate().toString())
            .put("issued_time", issued.toString())
            .put("target_time", issued.plus(lead, ChronoUnit.HOURS).toString())
            .put("lead_hours", lead)
            .put("level", level)
            .put("low", level - width)
            .put("high", level + width)
            .put("persistence_level", persistence)
            .put("method", number == 0 ? "boosted_trees" : "persistence")
            .put("trend", number == 0 ? "rising" : number == 1 ? "falling" : "stable")
            .put("rise_watch", number == 0)
            .put("risk", number == 3 && lead < 6 ? "medium" : risk)
            .put("name", place.name())
            .put("province", place.province())
            .put("location", place.latitude() + "," + place.longitude())
            .put("run_id", runId);
    if (number != 11) {
      forecast
          .put("high_water", HIGH_WATER)
          .put("probability_high_water", number == 0 ? Math.min(0.9, 0.06 * lead) : 0.01);
    }
    sink.add("water-level-forecasts", place.id() + "|" + issued + "|" + lead, forecast);
  }

  private void alert(String type, Place place, String kind, Instant start) {
    ObjectNode alert =
        object()
            .put("alert_type", type)
            .put("severity", "WARNING")
            .put("station_id", place.id())
            .put("kind", kind)
            .put("name", place.name())
            .put("province", place.province())
            .put("measurement_type", type.equals("COLD") ? "wind_chill" : "water_level")
            .put("episode_start", start.toString())
            .put("last_seen", now.minusSeconds(600).toString())
            .put("readings", 3)
            .put("measured", 0.6)
            .put("peak", 0.7)
            .put("limit", 0.5)
            .put("unit", type.equals("COLD") ? "°C" : "m")
            .put("message", type.equals("COLD") ? "Felt −40 °C" : "Rise of the water 0.7 m")
            .put("updated_at", now.toString());
    alert.putObject("location").put("lat", place.latitude()).put("lon", place.longitude());
    sink.add(
        "alerts-" + start.toString().substring(0, 7).replace('-', '.'),
        type + "|" + place.id() + "|" + start,
        alert);
  }

  private void state() {
    sink.add(
        "batch-state",
        "stations",
        object()
            .put("run_id", runId)
            .put("horizon", seam().plusSeconds(900).toString())
            .put("seam", seam().toString())
            .put("forecasts_issued", issued().toString())
            .put("first_date", first().atOffset(ZoneOffset.UTC).toLocalDate().toString())
            .put("last_date", seam().atOffset(ZoneOffset.UTC).toLocalDate().toString())
            .put("indexed_at", now.toString()));
  }

  private static ObjectNode object() {
    return JSON.createObjectNode();
  }
}
