package io.watershed.serving.api;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.net.URI;
import java.util.Optional;

/**
 * What maps show below the stations.
 *
 * @param tiles address of a tile server with {@code {z}}, {@code {x}} and {@code {y}}; empty for
 *     the shapes that the pages bring along, and nothing from elsewhere
 * @param attribution whose tiles they are, as their licence asks
 */
record MapSettings(Optional<String> tiles, Optional<String> attribution) {

  /**
   * The settings {@code serving.map.*}.
   *
   * @throws SettingsException if the address is none of tiles
   */
  static MapSettings from(Settings settings) {
    MapSettings map =
        new MapSettings(
            settings.optionalString("serving.map.tile-url"),
            settings.optionalString("serving.map.tile-attribution"));
    map.origin();
    return map;
  }

  /** The origin that browsers may load pictures from, such as {@code https://tiles.example}. */
  Optional<String> origin() {
    return tiles.map(MapSettings::origin);
  }

  private static String origin(String address) {
    boolean complete =
        address.contains("{z}") && address.contains("{x}") && address.contains("{y}");
    try {
      // Braces are no part of an address, and a policy must not get more than an origin.
      URI uri = URI.create(address.replace('{', '0').replace('}', '0'));
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (complete && web && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return uri.getScheme()
            + "://"
            + uri.getHost()
            + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
      }
    } catch (IllegalArgumentException none) {
      // Told below, as an address without coordinates is.
    }
    throw new SettingsException(
        "watershed.serving.map.tile-url",
        address,
        "an address such as https://tiles.example/{z}/{x}/{y}.png, or nothing");
  }
}
