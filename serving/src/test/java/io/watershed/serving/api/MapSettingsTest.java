package io.watershed.serving.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import io.watershed.core.settings.SettingsRecord;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapSettingsTest {

  private static MapSettings of(String address) {
    return MapSettings.from(Settings.of(Map.of("serving.map.tile-url", address)));
  }

  @Test
  void nothingIsLoadedFromElsewhereUnlessSet() {
    MapSettings map = MapSettings.from(Settings.of(Map.of()));
    assertThat(map.tiles()).isEmpty();
    assertThat(map.origin()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://tiles.example/{z}/{x}/{y}.png?key=1, https://tiles.example",
    "http://127.0.0.1:8080/{z}/{x}/{y}, http://127.0.0.1:8080"
  })
  void onlyTheOriginIsAllowed(String address, String origin) {
    assertThat(of(address).origin()).hasValue(origin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://tiles.example/",
        "https://tiles.example/{z}/{x}.png",
        "javascript:alert({z}{x}{y})",
        "//tiles.example/{z}/{x}/{y}",
        "https://a; script-src *{z}{x}{y}",
        "https://user:word@tiles.example/{z}/{x}/{y}"
      })
  void whatIsNoAddressOfTilesIsRefused(String address) {
    assertThatThrownBy(() -> of(address))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("watershed.serving.map.tile-url")
        .hasMessageContaining("{z}/{x}/{y}");
  }

  @Test
  void everyValue() {
    String tiles = "https://tiles.example/{z}/{x}/{y}.png";
    SettingsRecord.withDefaults(
            MapSettings::from, new MapSettings(Optional.empty(), Optional.empty()))
        .explicit(
            Map.of("serving.map.tile-url", tiles, "serving.map.tile-attribution", "Tiles' makers"),
            new MapSettings(Optional.of(tiles), Optional.of("Tiles' makers")))
        .rejects("serving.map.tile-url", "https://tiles.example/");
  }
}
