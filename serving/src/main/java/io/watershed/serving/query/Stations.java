package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.watershed.core.forecast.FloodRisk;
import io.watershed.core.forecast.LeadTime;
import io.watershed.core.forecast.Tendency;
import io.watershed.core.station.Element;
import io.watershed.core.station.StationKind;
import io.watershed.serving.answer.ClockAnswer;
import io.watershed.serving.answer.LevelChangesAnswer;
import io.watershed.serving.answer.OutlookAnswer;
import io.watershed.serving.answer.ProvincesAnswer;
import io.watershed.serving.answer.StationDetailAnswer.Neighbour;
import io.watershed.serving.answer.TemperaturesAnswer;
import io.watershed.serving.answer.WaterMapAnswer;
import io.watershed.serving.answer.WaterSummaryAnswer;
import io.watershed.serving.answer.WeatherMapAnswer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
      Double temperature = station.value(Element.AIR_TEMP);
      return (query == null || station.mentions(query))
          && (kind == null || station.kind() == kind)
          && (province == null || province.equals(station.province()))
          && (coldest == null || temperature != null && temperature >= coldest)
          && (warmest == null || temperature != null && temperature <= warmest)
          && (freshness == null || station.freshness() == freshness)
          && (risk == null || station.isGauge() && station.risk(lead) == risk);
    }
  }

  private final DataClock clock;
  private final Instant issued;
  private final TreeMap<String, KnownStation> stations;
  private final boolean truncated;

  Stations(DataClock clock, Instant issued, Map<String, KnownStation> stations, boolean truncated) {
    this.clock = clock;
    this.issued = issued;
    this.stations = new TreeMap<>(stations);
    this.truncated = truncated;
  }

  /** The stations' clock: the newest observation of all of them. */
  public DataClock clock() {
    return clock;
  }

  /** Whether there are more stations than were read. */
  public boolean truncated() {
    return truncated;
  }

  /** A station, if either layer has heard of it. */
  public Optional<KnownStation> station(String id) {
    return Optional.ofNullable(stations.get(id));
  }

  /** The stations whose water passes a gauge next, in the order of their ids. */
  public List<Neighbour> upstream(String id) {
    return stations.values().stream()
        .filter(station -> id.equals(station.downstream()))
        .map(station -> new Neighbour(station.id(), station.name()))
        .toList();
  }

  private Stream<KnownStation> passing(Filter filter, LeadTime lead) {
    return stations.values().stream().filter(station -> filter.matches(station, lead));
  }

  /**
   * A page of stations in the order of their ids.
   *
   * @param after the id after which the page begins
   */
  public Page<KnownStation> page(Filter filter, int limit, Optional<JsonNode> after) {
    List<KnownStation> all = passing(filter, LeadTime.LONG).toList();
    String begin = after.map(values -> values.path(0).asText()).orElse("");
    return Page.of(
        all.stream().filter(station -> station.id().compareTo(begin) > 0).toList(),
        limit,
        OptionalLong.of(all.size()),
        station -> TextNode.valueOf(station.id()));
  }

  /** What can be filtered by. */
  public ProvincesAnswer facets() {
    return facets(stations.values());
  }

  private static ProvincesAnswer facets(Collection<KnownStation> stations) {
    TreeSet<String> provinces = new TreeSet<>();
    stations.stream().map(KnownStation::province).filter(Objects::nonNull).forEach(provinces::add);
    return new ProvincesAnswer(List.copyOf(provinces));
  }

  private static boolean tellsWeather(KnownStation station) {
    return station.kind() == StationKind.WEATHER || station.value(Element.AIR_TEMP) != null;
  }

  /** The weather stations that pass a filter, as a map has them. */
  public WeatherMapAnswer weatherMap(Filter filter, ClockAnswer present) {
    List<KnownStation> all = stations.values().stream().filter(Stations::tellsWeather).toList();
    List<KnownStation> found =
        passing(filter, LeadTime.LONG).filter(Stations::tellsWeather).toList();
    List<WeatherMapAnswer.Item> items =
        placed(
            found,
            station ->
                new WeatherMapAnswer.Item(
                    station.brief(), station.value(Element.AIR_TEMP), station.felt()));
    return new WeatherMapAnswer(
        items,
        found.size(),
        found.size() - items.size(),
        all.size(),
        truncated,
        facets(all),
        present);
  }

  /** The gauges that pass a filter, as a map of a lead has them. */
  public WaterMapAnswer waterMap(Filter filter, LeadTime lead, ClockAnswer present) {
    List<KnownStation> all = stations.values().stream().filter(KnownStation::isGauge).toList();
    List<KnownStation> found = passing(filter, lead).filter(KnownStation::isGauge).toList();
    List<WaterMapAnswer.Item> items = placed(found, station -> onMap(station, lead));
    return new WaterMapAnswer(
        items,
        found.size(),
        found.size() - items.size(),
        all.size(),
        truncated,
        facets(all),
        lead.hours(),
        issued,
        present);
  }

  private static WaterMapAnswer.Item onMap(KnownStation station, LeadTime lead) {
    Optional<OutlookAnswer> outlook = station.outlook(lead);
    return new WaterMapAnswer.Item(
        station.brief(),
        station.value(Element.WATER_LEVEL),
        station.risk(lead),
        outlook.map(OutlookAnswer::probability).orElse(null),
        outlook.map(OutlookAnswer::trend).orElse(null),
        outlook.map(OutlookAnswer::change).orElse(null));
  }

  private static <T> List<T> placed(List<KnownStation> found, Function<KnownStation, T> item) {
    return found.stream().filter(station -> station.place().isPresent()).map(item).toList();
  }

  /** The stations where it feels warmest, or coldest; only those heard of late. */
  public TemperaturesAnswer byTemperature(
      boolean warmest, String province, int limit, ClockAnswer present) {
    Comparator<KnownStation> order = Comparator.comparing(KnownStation::felt);
    List<KnownStation> found =
        ordered(
            station -> station.felt() != null && station.freshness() == Freshness.FRESH,
            province,
            warmest ? order.reversed() : order);
    return new TemperaturesAnswer(
        found.stream().limit(limit).map(Stations::temperatures).toList(), found.size(), present);
  }

  private static TemperaturesAnswer.Item temperatures(KnownStation station) {
    return new TemperaturesAnswer.Item(
        station.brief(),
        station.value(Element.AIR_TEMP),
        station.felt(),
        station.derived().humidex(),
        station.derived().heatIndex(),
        station.derived().windChill());
  }

  /** The gauges whose water will rise most until a lead, or fall most. */
  public LevelChangesAnswer byChange(
      boolean rising, LeadTime lead, String province, int limit, ClockAnswer present) {
    Tendency trend = rising ? Tendency.RISING : Tendency.FALLING;
    Comparator<KnownStation> order =
        Comparator.comparing(station -> station.outlook(lead).orElseThrow().change());
    List<KnownStation> found =
        ordered(
            station ->
                station
                    .outlook(lead)
                    .filter(one -> one.change() != null && one.trend() == trend)
                    .isPresent(),
            province,
            rising ? order.reversed() : order);
    return new LevelChangesAnswer(
        found.stream()
            .limit(limit)
            .map(
                station ->
                    new LevelChangesAnswer.Item(
                        station.brief(),
                        station.value(Element.WATER_LEVEL),
                        station.derived().levelChange6h(),
                        station.highWater().metres(),
                        station.outlook(lead).orElseThrow()))
            .toList(),
        found.size(),
        lead.hours(),
        issued,
        present);
  }

  private List<KnownStation> ordered(
      Predicate<KnownStation> which, String province, Comparator<KnownStation> order) {
    return stations.values().stream()
        .filter(which)
        .filter(station -> province == null || province.equals(station.province()))
        // Of equal ones, the order is the same each time.
        .sorted(order.thenComparing(KnownStation::id))
        .toList();
  }

  /** How many gauges have a forecast, and what it says, by lead. */
  public WaterSummaryAnswer summary(ClockAnswer present) {
    return new WaterSummaryAnswer(
        stations.values().stream().filter(KnownStation::isGauge).count(),
        issued,
        Arrays.stream(LeadTime.values()).map(this::summary).toList(),
        present);
  }

  private WaterSummaryAnswer.Lead summary(LeadTime lead) {
    List<OutlookAnswer> outlooks =
        stations.values().stream().flatMap(station -> station.outlook(lead).stream()).toList();
    return new WaterSummaryAnswer.Lead(
        lead.hours(),
        outlooks.size(),
        number(outlooks, one -> one.trend() == Tendency.RISING),
        number(outlooks, one -> one.trend() == Tendency.FALLING),
        number(outlooks, one -> one.trend() == Tendency.STABLE),
        number(outlooks, one -> one.risk() == FloodRisk.HIGH),
        number(outlooks, one -> one.risk() == FloodRisk.MEDIUM),
        number(outlooks, one -> one.risk() == FloodRisk.LOW),
        number(outlooks, one -> one.risk() == FloodRisk.UNKNOWN),
        number(outlooks, OutlookAnswer::riseWatch));
  }

  private static long number(List<OutlookAnswer> outlooks, Predicate<OutlookAnswer> which) {
    return outlooks.stream().filter(which).count();
  }
}
