package io.watershed.core.station;

import java.util.Optional;

/** What a station is there for. Saved state holds the codes: none is ever given to another kind. */
public enum StationKind {
  /** Watches the level or the flow of a river, a lake or the sea. */
  GAUGE(0, "gauge"),
  /** Watches the weather. */
  WEATHER(1, "weather");

  private final int code;
  private final String wireName;

  StationKind(int code, String wireName) {
    this.code = code;
    this.wireName = wireName;
  }

  /** What stands for it in saved state, 0 to 255. */
  int code() {
    return code;
  }

  /**
   * The kind of a code.
   *
   * @throws IllegalArgumentException if it is none's
   */
  static StationKind ofCode(int code) {
    for (StationKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of station has the code " + code);
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
