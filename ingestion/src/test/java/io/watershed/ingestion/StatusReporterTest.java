package io.watershed.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.contract.LayerState;
import io.watershed.core.settings.Settings;
import io.watershed.core.status.LayerReport;
import io.watershed.core.status.LayerStatus;
import io.watershed.core.status.StatusFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusReporterTest {

  @TempDir Path folder;

  @Test
  void tellsWhereTheStreamGoesOnBeforeAnythingNewArrives() throws IOException {
    StatusFile file = StatusFile.at(folder.resolve("ingestion.json"));
    Instant now = Instant.parse("2026-01-31T09:00:00Z");
    Settings settings = Settings.of(Map.of("fleet.directory", folder.toString()));
    List<MasterDatasetSink> sinks =
        Stream.of(IngestionStream.meters(settings), IngestionStream.stations(settings))
            .map(stream -> new MasterDatasetSink(stream, "dead_letters", letters -> {}))
            .toList();
    StatusReporter status = new StatusReporter();
    try (LayerReport report =
        new LayerReport("ingestion", file, Clock.fixed(now, ZoneOffset.UTC))) {
      report.completedBy(status::complete);
      report.becomes(LayerState.WAITING, "waiting for Kafka");
      assertThat(file.read().orElseThrow().message()).isEqualTo("waiting for Kafka");
      status.running(sinks, Map.of("meter-readings-0", 7L));
      report.becomes(LayerState.RUNNING, "");
    }
    LayerStatus written = file.read().orElseThrow();
    assertThat(written.layer()).isEqualTo("ingestion");
    assertThat(written.state()).isEqualTo(LayerState.RUNNING);
    assertThat(written.updatedAt()).isEqualTo("2026-01-31T09:00:00Z");
    assertThat(written.offsets()).isEqualTo(Map.of("meter-readings-0", 7L));
    assertThat(written.figures().keySet())
        .containsExactlyInAnyOrder(
            "messagesIn",
            "rowsOut",
            "rowsOut.meters",
            "rowsOut.stations",
            "deadLetters",
            "messagesPerSecond");
  }
}
