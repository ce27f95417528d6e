package io.watershed.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.contract.LayerState;
import io.watershed.core.status.LayerReport;
import io.watershed.core.status.LayerStatus;
import io.watershed.core.status.StatusFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceStatusTest {

  @TempDir private Path folder;

  @Test
  void problemsOfSourcesAreTheMessageAndFiguresAreSummed() throws Exception {
    SourceFigures figures = new SourceFigures();
    StatusFile file = StatusFile.at(folder.resolve("status.json"));
    MovableClock clock = new MovableClock("2026-11-20T08:00:00Z");
    SourceStatus status = new SourceStatus(figures);
    try (LayerReport report = new LayerReport("sources", file, clock)) {
      report.completedBy(status::complete);
      figures.of("msc").add("sent", 5);
      figures.of("drop").add("sent", 2);
      figures.of("msc").one("deadLetters");
      assertThat(status.unwell("msc", "it is away")).as("news").isTrue();
      assertThat(status.unwell("msc", "it is away")).as("no news").isFalse();
      status.lost("drop", "another process has it");
      report.becomes(LayerState.RUNNING, "");

      LayerStatus now = file.read().orElseThrow();
      assertThat(now.layer()).isEqualTo("sources");
      assertThat(now.state()).isEqualTo(LayerState.RUNNING);
      assertThat(now.message()).isEqualTo("drop: another process has it; msc: it is away");
      assertThat(now.figures())
          .containsEntry("messagesOut", 7.0)
          .containsEntry("deadLetters", 1.0)
          .containsEntry("msc.sent", 5.0);

      status.well("msc");
      report.becomes(LayerState.STOPPED, "");
      assertThat(file.read().orElseThrow().message()).isEqualTo("drop: another process has it");
    }
  }
}
