package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.watershed.core.contract.Words;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.index.MeterDaysIndex;
import io.watershed.core.contract.index.ProblemMetersIndex;
import io.watershed.core.meter.Fleet;
import io.watershed.core.meter.Meter;
import io.watershed.core.problem.ProblemType;
import io.watershed.core.reading.Measurement;
import io.watershed.elasticsearch.Document;
import io.watershed.elasticsearch.Queries;
import io.watershed.elasticsearch.Queries.Order;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.answer.DeviceAnswer;
import io.watershed.serving.answer.DeviceProblemAnswer;
import io.watershed.serving.answer.FacetsAnswer;
import io.watershed.serving.answer.ProblemMeterAnswer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
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

  /** A meter. */
  public record Device(
      Meter meter,
      List<DeviceProblemAnswer> problems,
      Double litresLastDay,
      Instant lastReading,
      long openAlerts) {

    /** The meter as answers have it. */
    public DeviceAnswer answer() {
      return new DeviceAnswer(
          meter.id(),
          meter.type().map(type -> type.label()).orElse(null),
          meter.suburb().orElse(null),
          meter.postcode().isPresent() ? (Integer) meter.postcode().getAsInt() : null,
          meter.usageType().orElse(null),
          meter.zone(),
          meter.known(),
          problems,
          openAlerts,
          litresLastDay,
          lastReading);
    }

    private boolean has(ProblemType problem) {
      return problems.stream().anyMatch(one -> one.type() == problem);
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
  private final boolean truncated;
  private final FacetsAnswer facets;

  private Directory(TreeMap<String, Device> devices, boolean truncated) {
    this.devices = devices;
    this.truncated = truncated;
    this.facets = facets(devices);
  }

  /** A directory without meters. */
  static Directory empty() {
    return new Directory(new TreeMap<>(byNumber()), false);
  }

  /** Reads what the newest days say. */
  static Directory read(Search search, Fleet fleet, Alerts alerts, DataClock clock) {
    Alerts.OpenByMeter open = alerts.openByMeter(clock);
    Map<String, Map<ProblemType, DeviceProblemAnswer>> problems = new TreeMap<>();
    Map<String, Double> litres = new TreeMap<>();
    Map<String, Instant> last = new TreeMap<>();
    boolean cut = open.cut();
    if (clock.lastDate() != null) {
      LocalDate newest = clock.lastDate();
      LocalDate whole =
          newest.plusDays(1).atStartOfDay(clock.zone()).toInstant().isAfter(clock.seam())
              ? newest.minusDays(1)
              : newest;
      Search.Found found = problems(search, newest.minusDays(1), newest);
      found.documents().forEach(problem -> add(problem, problems));
      Search.Found newestFigures = figures(search, newest);
      Search.Found wholeFigures = whole.equals(newest) ? newestFigures : figures(search, whole);
      cut |= found.cut() || newestFigures.cut() || wholeFigures.cut();
      for (Document day : newestFigures.documents()) {
        if (day.has(DailyStats.LAST_EVENT_TIME)) {
          last.put(day.value(DailyStats.METER_ID), day.instant(DailyStats.LAST_EVENT_TIME));
        }
      }
      for (Document day : wholeFigures.documents()) {
        if (day.has(DailyStats.TOTAL_VALUE)) {
          litres.put(day.value(DailyStats.METER_ID), day.value(DailyStats.TOTAL_VALUE));
        }
      }
    }
    Set<String> ids = new TreeSet<>();
    fleet.meters().forEach(meter -> ids.add(meter.id()));
    ids.addAll(last.keySet());
    ids.addAll(litres.keySet());
    ids.addAll(open.counts().keySet());
    TreeMap<String, Device> devices = new TreeMap<>(byNumber());
    for (String id : ids) {
      devices.put(
          id,
          new Device(
              fleet.meter(id),
              List.copyOf(problems.getOrDefault(id, Map.of()).values()),
              litres.get(id),
              last.get(id),
              open.counts().getOrDefault(id, 0L)));
    }
    return new Directory(devices, cut);
  }

  private static Search.Found problems(Search search, LocalDate from, LocalDate to) {
    ObjectNode body = Queries.filtered(0, Queries.between(ProblemMetersIndex.LOCAL_DATE, from, to));
    Queries.only(
        body,
        ProblemMetersIndex.METER_ID,
        ProblemMetersIndex.ISSUE_TYPE,
        ProblemMetersIndex.SEVERITY);
    Queries.sort(body, ProblemMetersIndex.LOCAL_DATE, Order.DESCENDING);
    Queries.sort(body, ProblemMetersIndex.METER_ID, Order.ASCENDING);
    Queries.sort(body, ProblemMetersIndex.ISSUE_TYPE, Order.ASCENDING);
    Queries.sort(body, ProblemMetersIndex.MEASUREMENT_TYPE, Order.ASCENDING);
    return search.all(body, Caps.DEVICES, ProblemMetersIndex.INDEX);
  }

  /** Adds a problem unless a newer day had it too. */
  private static void add(
      Document problem, Map<String, Map<ProblemType, DeviceProblemAnswer>> problems) {
    ProblemType type = ProblemMeterAnswer.type(problem);
    problems
        .computeIfAbsent(problem.text(ProblemMetersIndex.METER_ID), absent -> new LinkedHashMap<>())
        .putIfAbsent(type, new DeviceProblemAnswer(type, ProblemMeterAnswer.severity(problem)));
  }

  private static Search.Found figures(Search search, LocalDate day) {
    ObjectNode body =
        Queries.filtered(
            0,
            Queries.term(DailyStats.LOCAL_DATE, day.toString()),
            Queries.term(DailyStats.MEASUREMENT_TYPE, Measurement.FLOW.canonicalName()));
    Queries.onlyIndexed(
        body, DailyStats.METER_ID, DailyStats.TOTAL_VALUE, DailyStats.LAST_EVENT_TIME);
    Queries.sort(body, DailyStats.METER_ID, Order.ASCENDING);
    return search.all(body, Caps.DEVICES, MeterDaysIndex.INDEX);
  }

  /** Numbers by their value, other ids after them. */
  private static Comparator<String> byNumber() {
    Function<String, Boolean> text = id -> !id.chars().allMatch(Character::isDigit);
    return Comparator.comparing(text)
        .thenComparing(id -> text.apply(id) ? 0 : id.length())
        .thenComparing(Comparator.naturalOrder());
  }

  private static FacetsAnswer facets(TreeMap<String, Device> devices) {
    Set<String> suburbs = new TreeSet<>();
    Set<String> usages = new TreeSet<>();
    Set<String> types = new TreeSet<>();
    for (Device device : devices.values()) {
      device.meter().suburb().ifPresent(suburbs::add);
      device.meter().usageType().ifPresent(usages::add);
      device.meter().type().ifPresent(type -> types.add(type.label()));
    }
    return new FacetsAnswer(
        List.copyOf(suburbs),
        List.copyOf(usages),
        List.copyOf(types),
        List.of(ProblemType.values()));
  }

  /** How many meters the fleet lists name. */
  public long known() {
    return devices.values().stream().filter(device -> device.meter().known()).count();
  }

  /** Whether there are more meters, or figures of them, than were read. */
  public boolean truncated() {
    return truncated;
  }

  /** Whether a fleet list names a meter. */
  boolean knows(String id) {
    Device device = devices.get(id);
    return device != null && device.meter().known();
  }

  /** Meters by suburb, {@link Words#UNKNOWN_SUBURB} where none. */
  Map<String, Integer> metersBySuburb() {
    Map<String, Integer> meters = new TreeMap<>();
    for (Device device : devices.values()) {
      meters.merge(device.meter().suburb().orElse(Words.UNKNOWN_SUBURB), 1, Integer::sum);
    }
    return meters;
  }

  /** A meter, if a fleet list names it or it has sent readings. */
  public Optional<Device> device(String id) {
    return Optional.ofNullable(devices.get(id));
  }

  /** What can be filtered by. */
  public FacetsAnswer facets() {
    return facets;
  }

  /**
   * A page of meters in the order of their ids.
   *
   * @param after the id after which the page begins
   */
  public Page<Device> page(Filter filter, int limit, Optional<JsonNode> after) {
    Map<String, Device> rest =
        after
            .map(values -> (Map<String, Device>) devices.tailMap(values.path(0).asText(), false))
            .orElse(devices);
    List<Device> found = rest.values().stream().filter(filter::matches).limit(limit + 1L).toList();
    long total = devices.values().stream().filter(filter::matches).count();
    return Page.of(
        found, limit, OptionalLong.of(total), device -> TextNode.valueOf(device.meter().id()));
  }
}
