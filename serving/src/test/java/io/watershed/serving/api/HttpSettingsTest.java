package io.watershed.serving.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.util.Map;
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
}
