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
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {

  @Test
  void theDefaultIsTheLoopbackAddressWithoutAToken() {
    HttpSettings settings = HttpSettings.from(Settings.of(Map.of("serving.http.token", "")));
    assertThat(settings).isEqualTo(new HttpSettings("127.0.0.1", 8090, settings.token(), 200));
    assertThat(settings.token()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7"})
  void anotherAddressNeedsAToken(String host) {
    Map<String, String> open = Map.of("serving.http.host", host, "serving.http.token", "");
    assertThatThrownBy(() -> HttpSettings.from(Settings.of(open)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("watershed.serving.http.host")
        .hasMessageContaining(host)
        .hasMessageContaining("WATERSHED_SERVING_TOKEN");
    Map<String, String> guarded =
        Map.of("serving.http.host", host, "serving.http.token", "a-long-secret");
    assertThat(HttpSettings.from(Settings.of(guarded)).token()).contains("a-long-secret");
  }

  @Test
  void theTokenIsNotPrinted() {
    HttpSettings settings =
        HttpSettings.from(Settings.of(Map.of("serving.http.token", "a-long-secret")));
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "http"})
  void aPortIsANumberOfAPort(String port) {
    assertThatThrownBy(() -> HttpSettings.from(Settings.of(Map.of("serving.http.port", port))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("watershed.serving.http.port");
  }

  @Test
  void everyValue() {
    SettingsRecord.withDefaults(
            HttpSettings::from,
            Map.of("serving.http.token", ""),
            new HttpSettings("127.0.0.1", 8090, Optional.empty(), 200))
        .explicit(
            Map.of(
                "serving.http.host", "0.0.0.0",
                "serving.http.port", "0",
                "serving.http.token", "a-long-secret",
                "serving.http.event-clients", "3"),
            new HttpSettings("0.0.0.0", 0, Optional.of("a-long-secret"), 3))
        .rejects("serving.http.host", "0.0.0.0")
        .rejects("serving.http.port", "65536")
        .rejects("serving.http.event-clients", "0");
  }
}
