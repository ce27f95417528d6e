package io.watershed.ingestion.source.drop;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueType;
import io.watershed.core.station.Element;
import io.watershed.core.station.StationKind;
import io.watershed.ingestion.source.ProviderUnit;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads mappings, which are small files in HOCON. Whoever may put a file into the folder may write
 * one, so a mapping neither includes other files nor sees the environment.
 */
final class MappingReader {

  /** The longest mapping, characters. */
  static final int LONGEST_MAPPING = 60_000;

  private static final Set<String> KEYS =
      Set.of(
          "source",
          "kind",
          "delimiter",
          "station-id",
          "time",
          "station",
          "values",
          "coded",
          "missing");

  private static final ConfigParseOptions ALONE =
      ConfigParseOptions.defaults().setIncluder(new NoInclusion());

  private final String name;
  private final Config config;

  private MappingReader(String name, Config config) {
    this.name = name;
    this.config = config;
  }

  /**
   * Reads a mapping.
   *
   * @param name what messages and reports call it
   * @throws MappingException if it is not allowed; the sentence names the key
   */
  static Mapping read(String name, String text) throws MappingException {
    if (text.length() > LONGEST_MAPPING) {
      throw new MappingException(name + " has more than " + LONGEST_MAPPING + " characters");
    }
    try {
      Config config =
          ConfigFactory.parseString(text, ALONE).resolve(ConfigResolveOptions.noSystem());
      return new MappingReader(name, config).mapping();
    } catch (ConfigException malformed) {
      throw new MappingException(name + ": " + firstLine(malformed.getMessage()));
    }
  }

  private Mapping mapping() throws MappingException {
    for (String key : config.root().keySet()) {
      if (!KEYS.contains(key)) {
        throw wrong(
            key, "is unknown; there are " + String.join(", ", KEYS.stream().sorted().toList()));
      }
    }
    Map<Element, Mapping.Value> values = values();
    Optional<Mapping.Coded> coded = coded();
    if (values.isEmpty() == coded.isEmpty()) {
      throw wrong("values", "or coded must be given, and not both");
    }
    Set<String> missing = new HashSet<>(List.of(""));
    if (config.hasPath("missing")) {
      missing.addAll(config.getStringList("missing"));
    }
    return new Mapping(
        name,
        config.hasPath("source") ? config.getString("source") : "drop",
        kind(),
        delimiter(),
        text("station-id"),
        time(),
        station(),
        values,
        coded,
        missing);
  }

  private StationKind kind() throws MappingException {
    String kind = string("kind");
    return StationKind.ofWireName(kind)
        .orElseThrow(() -> wrong("kind", "is " + kind + "; it must be gauge or weather"));
  }

  private char delimiter() throws MappingException {
    String delimiter = config.hasPath("delimiter") ? config.getString("delimiter") : ",";
    if (delimiter.length() != 1 || "\"\r\n".contains(delimiter)) {
      throw wrong("delimiter", "must be one character, such as \";\"");
    }
    return delimiter.charAt(0);
  }

  private Mapping.Time time() throws MappingException {
    List<String> columns =
        config.hasPath("time.columns")
            ? config.getStringList("time.columns")
            : List.of(string("time.column"));
    Optional<DateTimeFormatter> pattern = Optional.empty();
    Optional<ZoneId> zone = Optional.empty();
    if (config.hasPath("time.pattern")) {
      try {
        pattern =
            Optional.of(DateTimeFormatter.ofPattern(config.getString("time.pattern"), Locale.ROOT));
      } catch (IllegalArgumentException malformed) {
        throw wrong("time.pattern", "must be like yyyy-MM-dd HH:mm: " + malformed.getMessage());
      }
    }
    if (config.hasPath("time.zone")) {
      try {
        zone = Optional.of(ZoneId.of(config.getString("time.zone")));
      } catch (DateTimeException unknown) {
        throw wrong("time.zone", "must be a zone such as America/Vancouver or UTC-08:00");
      }
    }
    return new Mapping.Time(List.copyOf(columns), pattern, zone);
  }

  private Map<String, Mapping.Text> station() throws MappingException {
    Map<String, Mapping.Text> station = new LinkedHashMap<>();
    if (config.hasPath("station")) {
      for (String field : config.getObject("station").keySet()) {
        if (!RowReader.STATION_FIELDS.contains(field)) {
          throw wrong("station." + field, "is unknown; there are " + RowReader.STATION_FIELDS);
        }
        station.put(field, text("station." + field));
      }
    }
    return station;
  }

  private Mapping.Text text(String key) throws MappingException {
    if (!config.hasPath(key)) {
      throw wrong(key, "is absent");
    }
    if (config.getValue(key).valueType() != ConfigValueType.OBJECT) {
      return new Mapping.Text.Fixed(config.getString(key));
    }
    String prefix = config.hasPath(key + ".prefix") ? config.getString(key + ".prefix") : "";
    return new Mapping.Text.Column(string(key + ".column"), prefix);
  }

  private Map<Element, Mapping.Value> values() throws MappingException {
    Map<Element, Mapping.Value> values = new EnumMap<>(Element.class);
    if (config.hasPath("values")) {
      for (String wireName : config.getObject("values").keySet()) {
        String key = "values." + ConfigUtil.quoteString(wireName);
        Element element = element(key, wireName);
        values.put(
            element, new Mapping.Value(string(key + ".column"), unit(key + ".unit", element)));
      }
    }
    return values;
  }

  private Optional<Mapping.Coded> coded() throws MappingException {
    if (!config.hasPath("coded")) {
      return Optional.empty();
    }
    Map<String, Mapping.CodedElement> elements = new LinkedHashMap<>();
    if (!config.hasPath("coded.codes")) {
      throw wrong("coded.codes", "is absent");
    }
    for (String code : config.getObject("coded.codes").keySet()) {
      String key = "coded.codes." + ConfigUtil.quoteString(code);
      Element element = element(key + ".element", string(key + ".element"));
      elements.put(code, new Mapping.CodedElement(element, unit(key + ".unit", element)));
    }
    return Optional.of(
        new Mapping.Coded(string("coded.column"), string("coded.value-column"), elements));
  }

  private Element element(String key, String wireName) throws MappingException {
    return Element.ofWireName(wireName)
        .orElseThrow(() -> wrong(key, "names no element; there are " + Element.wireNames()));
  }

  private ProviderUnit unit(String key, Element element) throws MappingException {
    String symbol = config.hasPath(key) ? config.getString(key) : element.unit();
    return ProviderUnit.of(symbol, element)
        .orElseThrow(
            () ->
                wrong(
                    key, "is " + symbol + "; it must be one of " + ProviderUnit.symbols(element)));
  }

  private String string(String key) throws MappingException {
    if (!config.hasPath(key)) {
      throw wrong(key, "is absent");
    }
    return config.getString(key);
  }

  private MappingException wrong(String key, String what) {
    return new MappingException(name + ": " + key + " " + what);
  }

  private static String firstLine(String message) {
    return String.valueOf(message).lines().findFirst().orElse("it cannot be read");
  }
}
