package io.watershed.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.alert.AlertLimits;
import io.watershed.core.quality.QualityLimits;
import io.watershed.core.reading.MessageLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  @Test
  void defaultsAreThoseOfTheReferenceFile() {
    Settings settings = Settings.of(Map.of());
    assertThat(MessageLimits.from(settings))
        .isEqualTo(
            new MessageLimits(65_536, Instant.parse("2000-01-01T00:00:00Z"), Duration.ofHours(1)));
    assertThat(QualityLimits.from(settings)).isEqualTo(new QualityLimits(10_000, 0, 20, -60, 150));
    assertThat(AlertLimits.from(settings).batteryVolts()).isEqualTo(new AlertLimits.Pair(3.4, 3.2));
    assertThat(settings.zone("fleet.time-zone")).isEqualTo(ZoneId.of("Australia/Brisbane"));
    assertThat(settings.optionalString("status-file")).isEmpty();
  }

  @Test
  void explicitValuesWin() {
    Settings settings =
        Settings.of(
            Map.of(
                "validation.max-message-bytes", "1000",
                "validation.max-future", "2 days",
                "quality.max-flow-litres-per-hour", "500.5",
                "fleet.files", "a.csv, b.csv"));
    assertThat(MessageLimits.from(settings).maximumBytes()).isEqualTo(1000);
    assertThat(MessageLimits.from(settings).maximumFuture()).isEqualTo(Duration.ofDays(2));
    assertThat(QualityLimits.from(settings).maximumFlowLitresPerHour()).isEqualTo(500.5);
    assertThat(settings.strings("fleet.files")).containsExactly("a.csv", "b.csv");
  }

  @Test
  void systemPropertiesAreThoseOfNow() {
    System.setProperty("watershed.validation.max-message-bytes", "2000");
    try {
      assertThat(MessageLimits.from(Settings.of(Map.of())).maximumBytes()).isEqualTo(2000);
    } finally {
      System.clearProperty("watershed.validation.max-message-bytes");
    }
    assertThat(MessageLimits.from(Settings.of(Map.of())).maximumBytes()).isEqualTo(65_536);
  }

  @Test
  void rejectedValuesNameKeyValueAndWhatIsAllowed() {
    assertThatThrownBy(
            () -> MessageLimits.from(Settings.of(Map.of("validation.max-message-bytes", "12"))))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "setting watershed.validation.max-message-bytes = 12 is not allowed: it must be a whole"
                + " number from 256 to 1000000");
    assertThatThrownBy(
            () -> MessageLimits.from(Settings.of(Map.of("validation.max-future", "soon"))))
        .hasMessageContaining("watershed.validation.max-future = soon")
        .hasMessageContaining("a duration such as 90s or 2h");
    assertThatThrownBy(() -> MessageLimits.from(Settings.of(Map.of("validation.earliest", "then"))))
        .hasMessageContaining("an instant such as");
    assertThatThrownBy(() -> Settings.of(Map.of("fleet.time-zone", "Mars")).zone("fleet.time-zone"))
        .hasMessageContaining("watershed.fleet.time-zone = Mars");
    assertThatThrownBy(() -> Settings.of(Map.of()).integer("no.such.key", 0, 1))
        .hasMessageContaining("watershed.no.such.key = absent");
  }

  @Test
  void unknownSettingsAreRefusedWithTheNearestOne() {
    assertThatThrownBy(() -> Settings.of(Map.of("speed.watermrak", "2h")))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "setting watershed.speed.watermrak = 2h is not known: did you mean"
                + " watershed.speed.watermark?");
    System.setProperty("watershed.kafka.bootstrap-server", "localhost:9092");
    try {
      assertThatThrownBy(() -> Settings.of(Map.of()))
          .hasMessageContaining("did you mean watershed.kafka.bootstrap-servers?");
    } finally {
      System.clearProperty("watershed.kafka.bootstrap-server");
    }
  }

  @Test
  void propertiesThatAreNoSettingsAreLeftAlone() {
    for (String name : List.of("watershed.log.level", "watershed.realData")) {
      String before = System.setProperty(name, "INFO");
      try {
        assertThat(Settings.of(Map.of()).string("speed.watermark")).as(name).isEqualTo("6 hours");
      } finally {
        if (before == null) {
          System.clearProperty(name);
        } else {
          System.setProperty(name, before);
        }
      }
    }
  }

  @Test
  void keysOfFreeGroupsAreTakenAsTheyAre() {
    Settings settings =
        Settings.of(
            Map.of(
                "sources.openweather.cities.\"new.york\"", "New York",
                "spark.properties.\"spark.task.cpus\"", "2",
                "sources.msc.swob-realtime.parameters.province", "BC",
                "master.catalog-properties.uri", "thrift://127.0.0.1:9083"));
    assertThat(settings.texts("sources.openweather.cities")).containsEntry("new.york", "New York");
    assertThat(settings.texts("spark.properties")).containsEntry("spark.task.cpus", "2");
  }

  @Test
  void whatMayBeASecretIsNotSaid() {
    assertThatThrownBy(() -> Settings.of(Map.of("hive.pasword", "hidden")))
        .hasMessageContaining("setting watershed.hive.pasword = (not shown) is not known")
        .hasMessageContaining("watershed.hive.password")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void settingsFilesAreHeldToTheSame(@TempDir Path folder) throws IOException {
    assertThat(loaded(folder, "watershed.speed { watermark = 2h }").string("speed.watermark"))
        .isEqualTo("2h");
    assertThatThrownBy(() -> loaded(folder, "watershed { speeed { watermark = 2h } }"))
        .hasMessage(
            "setting watershed.speeed.watermark = 2h is not known: did you mean"
                + " watershed.speed.watermark?");
    assertThatThrownBy(() -> loaded(folder, "watershed.realData = data"))
        .hasMessageContaining("setting watershed.realData = data is not known");
    assertThatThrownBy(() -> loaded(folder, "speed.watermark = 2h"))
        .hasMessage("setting speed is not known: did you mean watershed.speed?");
    assertThat(
            loaded(folder, "pause = 3h\nwatershed.speed.watermark = ${pause}")
                .string("speed.watermark"))
        .isEqualTo("3h");
  }

  private static Settings loaded(Path folder, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("given.conf"), text);
    System.setProperty("watershed.config-file", file.toString());
    try {
      return Settings.load();
    } finally {
      System.clearProperty("watershed.config-file");
    }
  }
}
