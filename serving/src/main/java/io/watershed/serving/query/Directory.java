package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.meter.Fleet;
import io.watershed.core.meter.Meter;
import io.watershed.core.problem.ProblemType;
import io.watershed.core.reading.Measurement;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.views.ViewIndices;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * All meters with what the newest local days say of them: those of the fleet lists, and those that
 * only sent readings. Made anew after a batch run; immutable.
 */
public final class Directory {

  private static final int MOST_METERS = 10_000;

  /** A meter. */
  public record Device(
      Meter meter, ArrayNode problems, Double litresLastDay, String lastReading, long openAlerts) {

    /** The meter as answers have it. */
    public ObjectNode json() {
      ObjectNode item =
          Queries.object()
              .put("id", meter.id())
              .put("meterType", meter.type().map(type -> type.label()).orElse(null))
              .put("suburb", meter.suburb().orElse(null));
      if (meter.postcode().isPresent()) {
        item.put("postcode", meter.postcode().getAsInt());
      } else {
        item.putNull("postcode");
      }
      item.put("usageType", meter.usageType().orElse(null))
          .put("timeZone", meter.zone().getId())
          .put("known", meter.known());
      item.set("problems", problems.deepCopy());
      return item.put("openAlerts", openAlerts)
          .put("litresLastDay", litresLastDay)
          .put("lastReading", lastReading);
    }

    private boolean has(ProblemType problem) {
      for (JsonNode one : problems) {
        if (one.path("type").asText().equals(problem.name())) {
          return true;
        }
      }
      return false;
    }
  }

  /** What is asked for; null leaves a field open. */
  public record Filter(
      String query, String suburb, String usageType, String meterType, ProblemType problem) {

    private boolean matches(Device device) {
      Meter meter = device.meter();
      return (suburb == null || meter.suburb().filter(suburb::equals).isPresent())
          && (usageType == null || meter.usageType().filter(usageType::equals).isPresent())
          && (meterType == null
              || meter.type().filter(type -> type.label().equals(meterType)).isPresent())
          && (problem == null || device.has(problem))
          && (query == null || contains(meter, query.toLowerCase(Locale.ROOT)));
    }

    private static boolean contains(Meter meter, String text) {
      return meter.id().toLowerCase(Locale.ROOT).contains(text)
          || meter.suburb().filter(name -> name.toLowerCase(Locale.ROOT).contains(text)).isPresent()
          || meter.postcode().stream().anyMatch(code -> Integer.toString(code).startsWith(text));
    }
  }

  private final TreeMap<String, Device> devices;
  private final ObjectNode facets;

  private Directory(TreeMap<String, Device> devices) {
    this.devices = devices;
    this.facets = facets(devices);
  }

  /** A directory without meters. */
  static Directory empty() {
    return new Directory(new TreeMap<>(byNumber()));
  }

  /** Reads what the newest days say. */
  static Directory read(Search search, Fleet fleet, Alerts alerts, DataClock clock) {
    Map<String, Long> open = alerts.openByMeter(clock);
    Map<String, ArrayNode> problems = new TreeMap<>();
    Map<String, Double> litres = new TreeMap<>();
    Map<String, String> last = new TreeMap<>();
    if (clock.lastDate() != null) {
      LocalDate newest = clock.lastDate();
      readProblems(search, newest.minusDays(1), newest, problems);
      readFigures(search, newest, last, null);
      LocalDate whole =
          newest.plusDays(1).atStartOfDay(clock.zone()).toInstant().isAfter(clock.seam())
              ? newest.minusDays(1)
              : newest;
      readFigures(search, whole, null, litres);
    }
    Set<String> ids = new TreeSet<>();
    fleet.meters().forEach(meter -> ids.add(meter.id()));
    ids.addAll(last.keySet());
    ids.addAll(litres.keySet());
    ids.addAll(open.keySet());
    TreeMap<String, Device> devices = new TreeMap<>(byNumber());
    for (String id : ids) {
      devices.put(
          id,
          new Device(
              fleet.meter(id),
              problems.getOrDefault(id, Queries.object().putArray("none")),
              litres.get(id),
              last.get(id),
              open.getOrDefault(id, 0L)));
    }
    return new Directory(devices);
  }

  private static void readProblems(
      Search search, LocalDate from, LocalDate to, Map<String, ArrayNode> problems) {
    ObjectNode body =
        Queries.filtered(MOST_METERS, List.of(Queries.between("local_date", from, to)));
    body.putArray("_source").add("meter_id").add("issue_type").add("severity");
    Queries.sort(body, "local_date", "desc");
    Map<String, Set<String>> seen = new TreeMap<>();
    for (JsonNode hit : Queries.hits(search.search(ViewIndices.all(ViewIndices.PROBLEMS), body))) {
      JsonNode problem = hit.path("_source");
      String meter = problem.path("meter_id").asText();
      String type = problem.path("issue_type").asText();
      if (seen.computeIfAbsent(meter, absent -> new TreeSet<>()).add(type)) {
        problems
            .computeIfAbsent(meter, absent -> Queries.object().putArray("problems"))
            .addObject()
            .put("type", type)
            .put("severity", problem.path("severity").asText());
      }
    }
  }

  private static void readFigures(
      Search search, LocalDate day, Map<String, String> last, Map<String, Double> litres) {
    ObjectNode body =
        Queries.filtered(
            MOST_METERS,
            List.of(
                Queries.term("local_date", day.toString()),
                Queries.term("measurement_type", Measurement.FLOW.canonicalName())));
    body.put("_source", false);
    body.putArray("docvalue_fields").add("meter_id").add("total_value").add("last_event_time");
    for (JsonNode hit : Queries.hits(search.search(ViewIndices.all(ViewIndices.DAYS), body))) {
      JsonNode row = hit.path("fields");
      String id = row.at("/meter_id/0").asText();
      if (last != null && row.has("last_event_time")) {
        last.put(id, row.at("/last_event_time/0").asText());
      }
      if (litres != null && row.has("total_value")) {
        litres.put(id, row.at("/total_value/0").asDouble());
      }
    }
  }

  /** Numbers by their value, other ids after them. */
  private static Comparator<String> byNumber() {
    Function<String, Boolean> text = id -> !id.chars().allMatch(Character::isDigit);
    return Comparator.comparing(text)
        .thenComparing(id -> text.apply(id) ? 0 : id.length())
        .thenComparing(Comparator.naturalOrder());
  }

  private static ObjectNode facets(TreeMap<String, Device> devices) {
    Set<String> suburbs = new TreeSet<>();
    Set<String> usages = new TreeSet<>();
    Set<String> types = new TreeSet<>();
    for (Device device : devices.values()) {
      device.meter().suburb().ifPresent(suburbs::add);
      device.meter().usageType().ifPresent(usages::add);
      device.meter().type().ifPresent(type -> types.add(type.label()));
    }
    ObjectNode facets = Queries.object();
    suburbs.forEach(facets.putArray("suburbs")::add);
    usages.forEach(facets.putArray("usageTypes")::add);
    types.forEach(facets.putArray("meterTypes")::add);
    ArrayNode problems = facets.putArray("problems");
    for (ProblemType type : ProblemType.values()) {
      problems.add(type.name());
    }
    return facets;
  }

  /** How many meters the fleet lists name. */
  public long known() {
    return devices.values().stream().filter(device -> device.meter().known()).count();
  }

  /** Whether a fleet list names a meter. */
  boolean knows(String id) {
    Device device = devices.get(id);
    return device != null && device.meter().known();
  }

  /** Meters by suburb, {@code Unknown} where none. */
  Map<String, Integer> metersBySuburb() {
    Map<String, Integer> meters = new TreeMap<>();
    devices
        .values()
        .forEach(
            device -> meters.merge(device.meter().suburb().orElse("Unknown"), 1, Integer::sum));
    return meters;
  }

  /** A meter, if a fleet list names it or it has sent readings. */
  public Optional<Device> device(String id) {
    return Optional.ofNullable(devices.get(id));
  }

  /** What can be filtered by. */
  public ObjectNode facets() {
    return facets.deepCopy();
  }

  /**
   * A page of meters in the order of their ids.
   *
   * @param after the id after which the page begins
   */
  public Page page(Filter filter, int limit, Optional<JsonNode> after) {
    Map<String, Device> rest =
        after
            .map(values -> (Map<String, Device>) devices.tailMap(values.path(0).asText(), false))
            .orElse(devices);
    List<Device> found = new ArrayList<>();
    for (Device device : rest.values()) {
      if (filter.matches(device)) {
        found.add(device);
        if (found.size() > limit) {
          break;
        }
      }
    }
    boolean more = found.size() > limit;
    List<Device> page = more ? found.subList(0, limit) : found;
    Optional<JsonNode> next =
        more
            ? Optional.of(Queries.object().putArray("after").add(page.get(limit - 1).meter().id()))
            : Optional.empty();
    long total = devices.values().stream().filter(filter::matches).count();
    ObjectNode extra = Queries.object();
    extra.set("facets", facets());
    return new Page(page.stream().map(Device::json).toList(), next, OptionalLong.of(total), extra);
  }
}
