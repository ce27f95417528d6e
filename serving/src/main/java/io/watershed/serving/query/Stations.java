package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.forecast.FloodRisk;
import io.watershed.core.forecast.LeadTime;
import io.watershed.core.forecast.Tendency;
import io.watershed.core.station.Element;
import io.watershed.core.station.StationKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All stations with what is known of them at one moment, by id. Immutable. */
public final class Stations {

  /**
   * What is asked for; null leaves a field open.
   *
   * @param query part of an id, a name or a city
   * @param coldest the lowest temperature of the air, °C
   * @param warmest the highest
   * @param risk the risk within the longest lead
   */
  public record Filter(
      String query,
      StationKind kind,
      String province,
      Double coldest,
      Double warmest,
      Freshness freshness,
      FloodRisk risk) {

    /** Lets every station pass. */
    public static final Filter NONE = new Filter(null, null, null, null, null, null, null);

    private boolean matches(KnownStation station, LeadTime lead) {
      Double temperature = station.value(Element.AIR_TEMP.wireName());
      return (query == null || station.mentions(query))
          && (kind == null || station.kind().equals(kind.wireName()))
          && (province == null || province.equals(station.province()))
          && (coldest == null || temperature != null && temperature >= coldest)
          && (warmest == null || temperature != null && temperature <= warmest)
          && (freshness == null || station.freshness() == freshness)
          && (risk == null || station.isGauge() && station.risk(lead) == risk);
    }
  }

  private final DataClock clock;
  private final String issued;
  private final TreeMap<String, KnownStation> stations;

  Stations(DataClock clock, String issued, Map<String, KnownStation> stations) {
    this.clock = clock;
    this.issued = issued;
    this.stations = new TreeMap<>(stations);
  }

  /** The stations' clock: the newest observation of all of them. */
  public DataClock clock() {
    return clock;
  }

  /** When the newest forecasts were issued; null where there are none. */
  public String issued() {
    return issued;
  }

  /** A station, if either layer has heard of it. */
  public Optional<KnownStation> station(String id) {
    return Optional.ofNullable(stations.get(id));
  }

  /** The stations whose water passes a gauge next, in the order of their ids. */
  public ArrayNode upstream(String id) {
    ArrayNode upstream = Queries.object().putArray("upstream");
    for (KnownStation station : stations.values()) {
      if (id.equals(station.downstream())) {
        upstream.addObject().put("id", station.id()).put("name", station.name());
      }
    }
    return upstream;
  }

  /** How many stations of each kind there are. */
  public ObjectNode counts() {
    ObjectNode counts = Queries.object();
    for (StationKind kind : StationKind.values()) {
      counts.put(
          kind.wireName(),
          stations.values().stream()
              .filter(station -> station.kind().equals(kind.wireName()))
              .count());
    }
    return counts;
  }

  private Stream<KnownStation> passing(Filter filter, LeadTime lead) {
    return stations.values().stream().filter(station -> filter.matches(station, lead));
  }

  /**
   * A page of stations in the order of their ids.
   *
   * @param after the id after which the page begins
   */
  public Page page(Filter filter, int limit, Optional<JsonNode> after) {
    List<KnownStation> all = passing(filter, LeadTime.LONG).toList();
    String begin = after.map(values -> values.path(0).asText()).orElse("");
    List<KnownStation> rest =
        all.stream().filter(station -> station.id().compareTo(begin) > 0).toList();
    boolean more = rest.size() > limit;
    List<KnownStation> page = more ? rest.subList(0, limit) : rest;
    Optional<JsonNode> next =
        more
            ? Optional.of(Queries.object().putArray("after").add(page.get(limit - 1).id()))
            : Optional.empty();
    ObjectNode extra = Queries.object();
    extra.set("facets", facets(stations.values()));
    return new Page(
        page.stream().map(KnownStation::json).toList(), next, OptionalLong.of(all.size()), extra);
  }

  private static ObjectNode facets(Collection<KnownStation> stations) {
    TreeSet<String> provinces = new TreeSet<>();
    stations.stream()
        .map(KnownStation::province)
        .filter(province -> province != null)
        .forEach(provinces::add);
    ObjectNode facets = Queries.object();
    provinces.forEach(facets.putArray("provinces")::add);
    return facets;
  }

  private static boolean tellsWeather(KnownStation station) {
    return station.kind().equals(KnownStation.WEATHER)
        || station.value(Element.AIR_TEMP.wireName()) != null;
  }

  /** The weather stations that pass a filter, as a map has them. */
  public ObjectNode weatherMap(Filter filter) {
    List<KnownStation> all = stations.values().stream().filter(Stations::tellsWeather).toList();
    return map(
        all,
        passing(filter, LeadTime.LONG).filter(Stations::tellsWeather).toList(),
        station ->
            station
                .brief()
                .put("temperature", station.value(Element.AIR_TEMP.wireName()))
                .put("feelsLike", station.felt()));
  }

  /** The gauges that pass a filter, as a map of a lead has them. */
  public ObjectNode waterMap(Filter filter, LeadTime lead) {
    List<KnownStation> all = stations.values().stream().filter(KnownStation::isGauge).toList();
    return map(
        all,
        passing(filter, lead).filter(KnownStation::isGauge).toList(),
        station -> {
          Optional<Outlook> outlook = station.outlook(lead);
          return station
              .brief()
              .put("level", station.value(Element.WATER_LEVEL.wireName()))
              .put("risk", station.risk(lead).wireName())
              .put("probability", outlook.map(Outlook::probability).orElse(null))
              .put("trend", outlook.map(Outlook::trend).filter(one -> !one.isEmpty()).orElse(null))
              .put("change", outlook.map(Outlook::change).orElse(null));
        });
  }

  private static ObjectNode map(
      List<KnownStation> all, List<KnownStation> found, Function<KnownStation, ObjectNode> item) {
    ObjectNode map = Queries.object();
    ArrayNode items = map.putArray("items");
    long unplaced = 0;
    for (KnownStation station : found) {
      if (station.place().isPresent()) {
        items.add(item.apply(station));
      } else {
        unplaced++;
      }
    }
    map.put("total", found.size()).put("unplaced", unplaced).put("known", all.size());
    map.set("facets", facets(all));
    return map;
  }

  /** The stations where it feels warmest, or coldest; only those heard of late. */
  public ObjectNode byTemperature(boolean warmest, String province, int limit) {
    Comparator<KnownStation> order = Comparator.comparing(KnownStation::felt);
    return list(
        station -> station.felt() != null && station.freshness() == Freshness.FRESH,
        province,
        warmest ? order.reversed() : order,
        limit,
        station -> {
          ObjectNode item =
              station
                  .brief()
                  .put("temperature", station.value(Element.AIR_TEMP.wireName()))
                  .put("feelsLike", station.felt());
          item.put("humidex", station.value("humidex"));
          item.put("heatIndex", station.value("heat_index"));
          return item.put("windChill", station.value("wind_chill"));
        });
  }

  /** The gauges whose water will rise most until a lead, or fall most. */
  public ObjectNode byChange(boolean rising, LeadTime lead, String province, int limit) {
    Comparator<KnownStation> order =
        Comparator.comparing(station -> station.outlook(lead).orElseThrow().change());
    return list(
            station ->
                station
                    .outlook(lead)
                    .filter(one -> one.change() != null)
                    .filter(one -> one.is(rising ? Tendency.RISING : Tendency.FALLING))
                    .isPresent(),
            province,
            rising ? order.reversed() : order,
            limit,
            station -> {
              ObjectNode item =
                  station
                      .brief()
                      .put("level", station.value(Element.WATER_LEVEL.wireName()))
                      .put("levelChange6h", station.value("level_change_6h"))
                      .put("highWater", station.highWater());
              item.set("outlook", station.outlook(lead).orElseThrow().json());
              return item;
            })
        .put("lead", lead.hours())
        .put("issued", issued);
  }

  private ObjectNode list(
      Predicate<KnownStation> which,
      String province,
      Comparator<KnownStation> order,
      int limit,
      Function<KnownStation, ObjectNode> item) {
    List<KnownStation> found = new ArrayList<>(stations.values().stream().filter(which).toList());
    found.removeIf(station -> province != null && !province.equals(station.province()));
    // Of equal ones, the order is the same each time.
    found.sort(order.thenComparing(KnownStation::id));
    ObjectNode list = Queries.object();
    ArrayNode items = list.putArray("items");
    found.stream().limit(limit).map(item).forEach(items::add);
    return list.put("total", found.size());
  }

  /** How many gauges have a forecast, and what it says, by lead. */
  public ObjectNode summary() {
    ObjectNode summary =
        Queries.object()
            .put("gauges", stations.values().stream().filter(KnownStation::isGauge).count())
            .put("issued", issued);
    ArrayNode leads = summary.putArray("leads");
    for (LeadTime lead : LeadTime.values()) {
      List<Outlook> outlooks =
          stations.values().stream().flatMap(station -> station.outlook(lead).stream()).toList();
      ObjectNode one = leads.addObject().put("lead", lead.hours()).put("forecast", outlooks.size());
      for (Tendency trend : Tendency.values()) {
        one.put(trend.wireName(), outlooks.stream().filter(each -> each.is(trend)).count());
      }
      for (FloodRisk risk : FloodRisk.values()) {
        one.put(
            risk.wireName() + "Risk",
            outlooks.stream().filter(each -> each.risk() == risk).count());
      }
      one.put("riseWatch", outlooks.stream().filter(Outlook::riseWatch).count());
    }
    return summary;
  }
}
