package io.watershed.ingestion.source.drop;

import io.watershed.core.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings {@code sources.drop}.
 *
 * @param directory where files are dropped
 * @param every the pause between two looks
 * @param settle how long a file must not have changed
 * @param rowsPerTransaction how many rows are committed as one
 * @param mostBytes the largest file, unpacked
 */
record DropSettings(
    Path directory, Duration every, Duration settle, int rowsPerTransaction, long mostBytes) {

  static DropSettings from(Settings settings) {
    return new DropSettings(
        settings.path("sources.drop.directory"),
        settings.duration("sources.drop.every", Duration.ofMillis(50), Duration.ofHours(1)),
        settings.duration("sources.drop.settle", Duration.ZERO, Duration.ofHours(1)),
        settings.integer("sources.drop.rows-per-transaction", 1, 100_000),
        1_000_000L * settings.integer("sources.drop.max-megabytes", 1, 1_000_000));
  }
}
