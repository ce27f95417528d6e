package io.watershed.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.Indices;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.ElasticsearchConnection;
import io.watershed.elasticsearch.IndexTemplates;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;

/**
 * A small fleet's documents, as both layers write them, always the same: six meters over two days
 * and a half in a zone half an hour off, whose local midnights part UTC hours.
 *
 * <p>The layers differ on purpose. Some readings came too late for the speed layer, and it has
 * windows from long before the seam, while the batch views hold readings from after it. So a sum
 * that takes an hour from the wrong layer, from both, or from sliding windows is a wrong sum.
 */
public final class LayersFixture {

  /** The fleet's zone. */
  public static final ZoneId ZONE = ZoneId.of("Australia/Adelaide");

  /** The batch run that the copies are of. */
  public static final String RUN = "2022-07-13T04:45:00.000Z";

  /** The newest reading of the batch views. */
  public static final Instant HORIZON = Instant.parse("2022-07-13T04:40:00Z");

  /** Their last whole hour. */
  public static final Instant SEAM = Instant.parse("2022-07-13T04:00:00Z");

  /** The begin of the newest window. */
  public static final Instant NOW = Instant.parse("2022-07-13T06:50:00Z");

  /** The first local day. */
  public static final LocalDate FIRST_DAY = LocalDate.parse("2022-07-11");

  /** The last one, which is not over. */
  public static final LocalDate LAST_DAY = LocalDate.parse("2022-07-13");

  /** A meter that no list names. */
  public static final String UNLISTED = "990001";

  /** How many alerts there are. */
  public static final int ALERTS = 45;

  /** How many dead letters there are. */
  public static final int DEAD_LETTERS = 23;

  /** The fleet list. */
  public static final String FLEET =
      """
      managedObjects_id,Meter Type,Suburb,Postcode,Usage Type
      83001,captis_pulse,BUDERIM,4556,Residential
      83002,captis_pulse,BUDERIM,4556,Residential
      83003,captis_pulse,"O'BRIEN, <b>HILL</b>",4560,Commercial
      83004,captis_pulse,NOOSA HEADS,4567,Residential
      83005,captis_pulse,NOOSA HEADS,4567,Industrial
      """;

  private static final Map<String, String> SUBURBS =
      Map.of(
          "83001",
          "BUDERIM",
          "83002",
          "BUDERIM",
          "83003",
          "O'BRIEN, <b>HILL</b>",
          "83004",
          "NOOSA HEADS",
          "83005",
          "NOOSA HEADS",
          UNLISTED,
          "Unknown");

  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Instant FIRST_WINDOW = SEAM.minus(Duration.ofHours(10));
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * An interval flow.
   *
   * @param counted whether sums count it
   * @param onTime whether the speed layer took it
   */
  public record Flow(String meter, Instant at, double litres, boolean counted, boolean onTime) {

    /** The litres that a sum of both layers owes to it. */
    public double due() {
      return counted && (at.isBefore(SEAM) || onTime) ? litres : 0;
    }
  }

  private final RestClient client;
  private final ElasticsearchAddress address;
  private final StringBuilder bulk = new StringBuilder();

  /** A fixture for an Elasticsearch. */
  public LayersFixture(ElasticsearchAddress address) {
    this.address = address;
    this.client = ElasticsearchConnection.to(address);
  }

  /** The meters' ids. */
  public static List<String> meters() {
    return SUBURBS.keySet().stream().sorted().toList();
  }

  /** The suburb that a meter's litres belong to. */
  public static String suburb(String meter) {
    return SUBURBS.get(meter);
  }

  /** All flows of all meters, oldest first within a meter. */
  public static List<Flow> flows() {
    List<Flow> flows = new ArrayList<>();
    Instant begin = FIRST_DAY.atStartOfDay(ZONE).toInstant();
    for (String meter : meters()) {
      int number = meters().indexOf(meter);
      int slot = 0;
      for (Instant at = begin.plus(Duration.ofMinutes(number));
          !at.isAfter(NOW);
          at = at.plus(Duration.ofMinutes(15))) {
        flows.add(
            new Flow(
                meter,
                at,
                (number * 7 + slot * 3) % 40 + 0.5,
                slot % 37 != 5,
                (slot + number) % 9 != 2));
        slot++;
      }
    }
    return flows;
  }

  /** Writes everything, in place of what an earlier call wrote. */
  public void write() throws IOException, InterruptedException {
    IndexTemplates.install(address, Indices.ALL);
    days();
    suburbHours();
    windows();
    month();
    new SideDocuments(this::add).write();
    new StationFixture(this::add, NOW, RUN).write();
    add(
        "batch-state",
        "state",
        object()
            .put("run_id", RUN)
            .put("horizon", HORIZON.toString())
            .put("seam", SEAM.toString())
            .put("first_date", FIRST_DAY.toString())
            .put("last_date", LAST_DAY.toString())
            .put("indexed_at", HORIZON.plusSeconds(400).toString()));
    flush();
  }

  private void days() {
    Map<String, List<Flow>> byDay = new TreeMap<>();
    for (Flow flow : flows()) {
      if (!flow.at().isAfter(HORIZON)) {
        byDay
            .computeIfAbsent(
                flow.meter() + "|Pulse1|" + day(flow.at()), absent -> new ArrayList<>())
            .add(flow);
      }
    }
    byDay.forEach((id, flows) -> add("meter-days-2022.07", id, dayDocument(flows)));
  }

  private static LocalDate day(Instant at) {
    return at.atZone(ZONE).toLocalDate();
  }

  private static ObjectNode dayDocument(List<Flow> flows) {
    Flow first = flows.get(0);
    Flow last = flows.get(flows.size() - 1);
    List<Flow> counted = flows.stream().filter(Flow::counted).toList();
    double total = counted.stream().mapToDouble(Flow::litres).sum();
    ObjectNode day =
        object()
            .put("meter_id", first.meter())
            .put("measurement_type", "Pulse1")
            .put("unit", "L")
            .put("local_date", day(first.at()).toString())
            .put("time_zone", ZONE.getId())
            .put("total_value", total)
            .put("avg_value", total / counted.size())
            .put("max_value", counted.stream().mapToDouble(Flow::litres).max().orElseThrow())
            .put("min_value", counted.stream().mapToDouble(Flow::litres).min().orElseThrow())
            .put("reading_count", counted.size())
            .put("excluded_count", flows.size() - counted.size())
            .put("late_count", flows.stream().filter(flow -> !flow.onTime()).count())
            .put("first_event_time", first.at().toString())
            .put("last_event_time", last.at().toString())
            .put("register_advance", total + 1)
            .put("register_difference", 1.0)
            .put("cross_check", "AGREES")
            .put("run_id", RUN);
    attributes(day, first.meter());
    Map<Instant, ObjectNode> hours = new TreeMap<>();
    ArrayNode readings = day.putArray("readings");
    for (Flow flow : flows) {
      ObjectNode hour =
          hours.computeIfAbsent(
              flow.at().truncatedTo(ChronoUnit.HOURS),
              start ->
                  object()
                      .put("start", start.toString())
                      .put("sum", 0.0)
                      .put("count", 0)
                      .put("excluded", 0));
      if (flow.counted()) {
        hour.put("sum", hour.get("sum").asDouble() + flow.litres())
            .put("count", hour.get("count").asInt() + 1);
      } else {
        hour.put("excluded", hour.get("excluded").asInt() + 1);
      }
      ObjectNode reading =
          readings
              .addObject()
              .put("at", flow.at().toString())
              .put("value", flow.litres())
              .put("counted", flow.counted())
              .put("partition", 1)
              .put("offset", flow.at().getEpochSecond())
              .put("arrival", flow.at().plusSeconds(5).toString());
      if (!flow.counted()) {
        reading.put("flags", "SPIKE,SUSPECT");
      }
    }
    hours.values().forEach(day.putArray("hours")::add);
    return day;
  }

  private void suburbHours() {
    Map<String, ObjectNode> hours = new TreeMap<>();
    Map<String, TreeSet<String>> meters = new TreeMap<>();
    for (Flow flow : flows()) {
      if (flow.at().isAfter(HORIZON)) {
        continue;
      }
      Instant hour = flow.at().truncatedTo(ChronoUnit.HOURS);
      String id = suburb(flow.meter()) + "|" + hour + "|" + day(flow.at());
      ObjectNode document =
          hours.computeIfAbsent(
              id,
              absent ->
                  object()
                      .put("suburb", suburb(flow.meter()))
                      .put("hour", hour.toString())
                      .put("local_date", day(flow.at()).toString())
                      .put("litres", 0.0)
                      .put("readings", 0)
                      .put("run_id", RUN));
      if (flow.counted()) {
        document
            .put("litres", document.get("litres").asDouble() + flow.litres())
            .put("readings", document.get("readings").asInt() + 1);
      }
      meters.computeIfAbsent(id, absent -> new TreeSet<>()).add(flow.meter());
    }
    hours.forEach(
        (id, hour) -> add("suburb-hours-2022.07", id, hour.put("meters", meters.get(id).size())));
  }

  /** Every window that a minute begins, of which each fifth is aligned. */
  private void windows() {
    Map<String, ObjectNode> windows = new TreeMap<>();
    for (Flow flow : flows()) {
      if (!flow.onTime() || flow.at().isBefore(FIRST_WINDOW)) {
        continue;
      }
      Instant minute = flow.at().truncatedTo(ChronoUnit.MINUTES);
      for (int back = 0; back < WINDOW.toMinutes(); back++) {
        Instant start = minute.minus(Duration.ofMinutes(back));
        ObjectNode window =
            windows.computeIfAbsent(
                flow.meter() + "|Pulse1|" + start, absent -> window(flow.meter(), "Pulse1", start));
        if (flow.counted()) {
          window
              .put("sum", window.get("sum").asDouble() + flow.litres())
              .put("mean", flow.litres())
              .put("min", flow.litres())
              .put("max", flow.litres())
              .put("count", window.get("count").asInt() + 1);
        } else {
          window.put("excluded_count", window.get("excluded_count").asInt() + 1);
        }
      }
    }
    // Another measurement may be shown too; volts are no litres.
    windows.put(
        "83001|Battery|" + SEAM.plus(WINDOW),
        window("83001", "Battery", SEAM.plus(WINDOW)).put("sum", 9_999.0).put("count", 1));
    windows.forEach((id, window) -> add("meter-windows-2022.07", id, window));
  }

  private static ObjectNode window(String meter, String measurement, Instant start) {
    ObjectNode window =
        object()
            .put("meter_id", meter)
            .put("measurement_type", measurement)
            .put("unit", measurement.equals("Pulse1") ? "L" : "V")
            .put("window_start", start.toString())
            .put("window_end", start.plus(WINDOW).toString())
            .put("aligned", start.toEpochMilli() % WINDOW.toMillis() == 0)
            .put("count", 0)
            .put("sum", 0.0)
            .put("excluded_count", 0)
            .put("updated_at", start.plusSeconds(400).toString());
    attributes(window, meter);
    return window;
  }

  /** What is known of a meter, as every document of it has it. */
  static void attributes(ObjectNode document, String meter) {
    if (!meter.equals(UNLISTED)) {
      document
          .put("meter_type", "captis_pulse")
          .put("suburb", suburb(meter))
          .put("postcode", 4556)
          .put("usage_type", "Residential");
    }
  }

  private void month() {
    for (String meter : meters()) {
      double litres =
          flows().stream()
              .filter(flow -> flow.meter().equals(meter) && flow.counted())
              .filter(flow -> !flow.at().isAfter(HORIZON))
              .mapToDouble(Flow::litres)
              .sum();
      ObjectNode month =
          object()
              .put("meter_id", meter)
              .put("measurement_type", "Pulse1")
              .put("unit", "L")
              .put("month", YearMonth.from(LAST_DAY).toString())
              .put("monthly_total", litres)
              .put("reading_count", 200)
              .put("days_with_readings", 3)
              .put("forecast_total", litres * 12)
              .put("forecast_low", litres * 11)
              .put("forecast_high", litres * 13)
              .put("forecast_days", 2)
              .put("complete_until", LAST_DAY.minusDays(1).toString())
              .put("run_id", RUN);
      attributes(month, meter);
      add("meter-months", meter + "|Pulse1|" + YearMonth.from(LAST_DAY), month);
    }
  }

  private static ObjectNode object() {
    return JSON.createObjectNode();
  }

  private void add(String index, String id, ObjectNode document) {
    ObjectNode action = object();
    action.putObject("index").put("_index", index).put("_id", id);
    bulk.append(action).append('\n').append(document).append('\n');
  }

  private void flush() throws IOException {
    Request request = new Request("POST", "/_bulk");
    request.addParameter("refresh", "true");
    request.setJsonEntity(bulk.toString());
    bulk.setLength(0);
    try (InputStream body = client.performRequest(request).getEntity().getContent()) {
      JsonNode answer = JSON.readTree(body);
      if (answer.path("errors").asBoolean()) {
        throw new IOException("Elasticsearch refuses documents of the fixture: " + answer);
      }
    }
  }
}
