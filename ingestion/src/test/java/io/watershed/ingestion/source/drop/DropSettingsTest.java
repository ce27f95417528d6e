package io.watershed.ingestion.source.drop;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DropSettingsTest {

  @Test
  void everyValue() {
    SettingsRecord.withDefaults(
            DropSettings::from,
            new DropSettings(
                Settings.home().resolve("var/drop"),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                5000,
                1_000_000_000))
        .explicit(
            Map.of(
                "sources.drop.directory", "/drop",
                "sources.drop.every", "50 ms",
                "sources.drop.settle", "0s",
                "sources.drop.rows-per-transaction", "10",
                "sources.drop.max-megabytes", "1000000"),
            new DropSettings(
                Path.of("/drop"), Duration.ofMillis(50), Duration.ZERO, 10, 1_000_000_000_000L))
        .rejects("sources.drop.directory", "")
        .rejects("sources.drop.every", "49 ms")
        .rejects("sources.drop.settle", "2 hours")
        .rejects("sources.drop.rows-per-transaction", "0")
        .rejects("sources.drop.max-megabytes", "0");
  }
}
