package io.watershed.core.station;

import java.util.Optional;

/** What a station is there for. */
public enum StationKind {
  /** Watches the level or the flow of a river, a lake or the sea. */
  GAUGE("gauge"),
  /** Watches the weather. */
  WEATHER("weather");

  private final String wireName;

  StationKind(String wireName) {
    this.wireName = wireName;
  }

  /** The kind's name in messages, tables, indices and files. */
  public String wireName() {
    return wireName;
  }

  /** The kind of a name, if there is one. */
  public static Optional<StationKind> ofWireName(String name) {
    for (StationKind kind : values()) {
      if (kind.wireName.equals(name)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** The kind of a station that does not say it: one that measured water is a gauge. */
  static StationKind ofElements(Iterable<Element> elements) {
    for (Element element : elements) {
      if (element == Element.WATER_LEVEL || element == Element.DISCHARGE) {
        return GAUGE;
      }
    }
    return WEATHER;
  }
}
