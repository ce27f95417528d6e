package io.watershed.simulator.station.network;

import java.time.ZoneId;

/** Province and time zone of a position, by straight lines that are right but near the borders. */
final class Provinces {

  private Provinces() {}

  /** The province's abbreviation. */
  static String at(double latitude, double longitude) {
    if (latitude >= 60) {
      return longitude < -124 ? "YT" : longitude < -102 ? "NT" : "NU";
    }
    if (longitude < -89) {
      return west(latitude, longitude);
    }
    if (longitude < ontarioEnds(latitude)) {
      return "ON";
    }
    return east(latitude, longitude);
  }

  private static String west(double latitude, double longitude) {
    double rockies = latitude > 53.8 ? -120 : -114 - (latitude - 49) * 1.25;
    double manitobaEnds = latitude < 52.8 ? -95.15 : -95.15 + (latitude - 52.8) * 1.45;
    if (longitude < rockies) {
      return "BC";
    }
    if (longitude < -110) {
      return "AB";
    }
    if (longitude < -101.6) {
      return "SK";
    }
    return longitude < manitobaEnds ? "MB" : "ON";
  }

  private static double ontarioEnds(double latitude) {
    return latitude > 46.3 ? -79.5 : -74.4 - (latitude - 45.1) * 3.8;
  }

  private static String east(double latitude, double longitude) {
    boolean islandOfNewfoundland = longitude > -59.6 && latitude < 51.7;
    boolean labrador = longitude > -66 && latitude > 51.9;
    if (islandOfNewfoundland || labrador) {
      return "NL";
    }
    if (longitude > -64.4 && longitude < -61.9 && latitude > 46 && latitude < 47.1) {
      return "PE";
    }
    if (longitude > -66.4 && latitude < 45.9 - Math.max(0, -64 - longitude) * 0.3
        || longitude > -61.9 && latitude < 47.2) {
      return "NS";
    }
    if (longitude > -68.6 && latitude > 44.5 && latitude < 47.95) {
      return "NB";
    }
    return "QC";
  }

  /** The zone of most of a province. */
  static ZoneId zone(String province, double longitude) {
    return ZoneId.of(
        switch (province) {
          case "BC" -> "America/Vancouver";
          case "YT" -> "America/Whitehorse";
          case "AB", "NT" -> "America/Edmonton";
          case "SK" -> "America/Regina";
          case "MB", "NU" -> "America/Winnipeg";
          case "ON" -> longitude < -90 ? "America/Winnipeg" : "America/Toronto";
          case "NB" -> "America/Moncton";
          case "NS", "PE" -> "America/Halifax";
          case "NL" -> longitude < -59.6 ? "America/Goose_Bay" : "America/St_Johns";
          default -> "America/Toronto";
        });
  }
}
