package io.watershed.ingestion.source.msc;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The collections of MSC GeoMet that are read. */
enum MscCollection {
  /** Weather stations, each hour or minute; values with units and marks of quality. */
  SWOB_REALTIME("swob-realtime", "msc-swob", "date_tm-value", Duration.ZERO, new Swob()),
  /** Levels and flows of rivers and lakes, every five minutes. */
  HYDROMETRIC_REALTIME(
      "hydrometric-realtime", "msc-hydrometric", "DATETIME", Duration.ZERO, new Hydrometric()),
  /** The climate archive's hours, a day late; asked for by local standard time, up to UTC−8. */
  CLIMATE_HOURLY("climate-hourly", "msc-climate", "LOCAL_DATE", Duration.ofHours(8), new Climate());

  private final String id;
  private final String source;
  private final String timeField;
  private final Duration behindUtc;

  // Decoders hold nothing.
  @SuppressWarnings("ImmutableEnumChecker")
  private final FeatureDecoder decoder;

  MscCollection(
      String id, String source, String timeField, Duration behindUtc, FeatureDecoder decoder) {
    this.id = id;
    this.source = source;
    this.timeField = timeField;
    this.behindUtc = behindUtc;
    this.decoder = decoder;
  }

  /** The collection's id in addresses. */
  String id() {
    return id;
  }

  /** What observations and dead letters name as their source. */
  String source() {
    return source;
  }

  /** The property to sort by. */
  String timeField() {
    return timeField;
  }

  /** How far the times that the collection is asked by may lie behind UTC. */
  Duration behindUtc() {
    return behindUtc;
  }

  FeatureDecoder decoder() {
    return decoder;
  }

  static Optional<MscCollection> ofId(String id) {
    return Arrays.stream(values()).filter(collection -> collection.id.equals(id)).findFirst();
  }

  static List<String> ids() {
    return Arrays.stream(values()).map(MscCollection::id).toList();
  }
}
