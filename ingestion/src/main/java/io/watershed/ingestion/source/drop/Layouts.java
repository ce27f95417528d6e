package io.watershed.ingestion.source.drop;

import java.util.List;

/** Layouts that are known without a mapping, by their headers. */
final class Layouts {

  private static final String WATEROFFICE =
      """
      source = wateroffice
      kind = gauge
      station-id { column = "ID" }
      time { column = "Date" }
      coded {
        column = "Parameter/Paramètre"
        value-column = "Value/Valeur"
        codes {
          46 { element = water_level, unit = m }
          47 { element = discharge, unit = "m³/s" }
        }
      }
      """;

  private static final String HUBEAU =
      """
      source = hubeau
      kind = gauge
      station-id { column = code_station }
      time { column = date_obs }
      station {
        longitude { column = longitude }
        latitude { column = latitude }
        time-zone = Europe/Paris
      }
      values {
        water_level { column = level_mm, unit = mm }
      }
      """;

  /** What people write who prepare levels for a forecast. */
  private static final String TIDY =
      """
      kind = gauge
      station-id { column = station }
      time { column = time }
      values {
        water_level { column = level, unit = m }
      }
      """;

  private static final List<Mapping> KNOWN =
      List.of(
          builtIn("wateroffice", WATEROFFICE), builtIn("hubeau", HUBEAU), builtIn("tidy", TIDY));

  private Layouts() {}

  private static Mapping builtIn(String name, String text) {
    try {
      return MappingReader.read(name, text);
    } catch (MappingException defect) {
      throw new IllegalStateException(defect.getMessage(), defect);
    }
  }

  /**
   * The layout of a header.
   *
   * @throws MappingException if none is known
   */
  static Mapping of(List<String> header) throws MappingException {
    for (Mapping mapping : KNOWN) {
      if (header.containsAll(mapping.columns())) {
        return mapping;
      }
    }
    throw new MappingException(
        "no layout is known for the columns "
            + String.join(", ", header)
            + "; put a mapping beside the file");
  }
}
