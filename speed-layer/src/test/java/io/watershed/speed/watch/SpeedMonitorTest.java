package io.watershed.speed.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.contract.LayerState;
import io.watershed.core.status.LayerReport;
import io.watershed.core.status.LayerStatus;
import io.watershed.core.status.StatusFile;
import io.watershed.core.window.Disposition;
import io.watershed.spark.KafkaOffsets;
import io.watershed.speed.sink.ArrivalCounts;
import io.watershed.speed.sink.BatchFigures;
import io.watershed.speed.sink.BatchSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeedMonitorTest {

  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  @TempDir private Path folder;

  @Test
  void saysWhatWasDoneAndWhereTheLayerIs() throws IOException {
    StatusFile file = StatusFile.at(folder.resolve("speed.json"));
    SpeedMonitor monitor = new SpeedMonitor();
    LayerReport report = report(file, monitor);
    report.write();
    assertThat(read(file).state()).isEqualTo(LayerState.STARTING);

    ArrivalCounts counts = new ArrivalCounts();
    counts.hour(7).count(Disposition.ACCEPTED);
    counts.hour(7).count(Disposition.DUPLICATE);
    counts.hour(8).countDeadLetters(3);
    monitor.count("meters", new BatchSummary(counts, new BatchFigures(5, 1, 2)));
    monitor.count("meters", new BatchSummary(new ArrivalCounts(), new BatchFigures(5, 0, 0)));
    monitor.committed(KafkaOffsets.parse("{\"meter-readings\":{\"0\":12,\"3\":99}}"));
    report.becomes(LayerState.RUNNING, "");

    LayerStatus status = read(file);
    assertThat(status.layer()).isEqualTo("speed");
    assertThat(status.state()).isEqualTo(LayerState.RUNNING);
    assertThat(status.updatedAt()).isEqualTo("2026-03-01T00:00:00Z");
    assertThat(status.figures())
        .containsEntry("messagesIn", 5.0)
        .containsEntry("accepted", 1.0)
        .containsEntry("duplicates", 1.0)
        .containsEntry("deadLetters", 3.0)
        .containsEntry("windowsIndexed", 10.0)
        .containsEntry("alertsIndexed", 1.0)
        .containsEntry("refused", 2.0)
        .containsKey("messagesPerSecond");
    assertThat(status.offsets())
        .containsEntry("meter-readings-0", 12L)
        .containsEntry("meter-readings-3", 99L);
  }

  @Test
  void saysWhatWasDoneForEachStreamAlone() throws IOException {
    StatusFile file = StatusFile.at(folder.resolve("speed.json"));
    SpeedMonitor monitor = new SpeedMonitor();
    LayerReport report = report(file, monitor);
    ArrivalCounts ofMeters = new ArrivalCounts();
    ofMeters.hour(7).countDeadLetters(2);
    monitor.count("meters", new BatchSummary(ofMeters, new BatchFigures(5, 1, 2)));
    ArrivalCounts ofStations = new ArrivalCounts();
    ofStations.hour(7).count(Disposition.ACCEPTED);
    monitor.count("stations", new BatchSummary(ofStations, new BatchFigures(3, 0, 0)));
    monitor.committed(KafkaOffsets.parse("{\"meter-readings\":{\"0\":12}}"));
    monitor.committed(KafkaOffsets.parse("{\"station-observations\":{\"0\":4}}"));
    for (int time = 0; time < 2; time++) {
      report.write();
      LayerStatus status = read(file);
      assertThat(status.figures())
          .containsEntry("messagesIn", 3.0)
          .containsEntry("accepted", 1.0)
          .containsEntry("windowsIndexed", 8.0)
          .containsEntry("meters.messagesIn", 2.0)
          .containsEntry("meters.windowsIndexed", 5.0)
          .containsEntry("stations.messagesIn", 1.0)
          .containsEntry("stations.accepted", 1.0)
          .containsEntry("stations.windowsIndexed", 3.0);
      assertThat(status.offsets())
          .containsEntry("meter-readings-0", 12L)
          .containsEntry("station-observations-0", 4L);
    }
  }

  @Test
  void countsStreamsThatComputeTheirStateAgain() throws IOException {
    StatusFile file = StatusFile.at(folder.resolve("speed.json"));
    SpeedMonitor monitor = new SpeedMonitor();
    LayerReport report = report(file, monitor);
    report.write();
    assertThat(read(file).figures()).containsEntry("stateRebuilds", 0.0);
    monitor.countRebuild();
    report.write();
    assertThat(read(file).figures()).containsEntry("stateRebuilds", 1.0);
  }

  @Test
  void lastSaysThatItStopped() throws IOException {
    StatusFile file = StatusFile.at(folder.resolve("speed.json"));
    LayerReport report = report(file, new SpeedMonitor());
    report.becomes(LayerState.STOPPED, "");
    report.close();
    assertThat(read(file).state()).isEqualTo(LayerState.STOPPED);
  }

  private static LayerReport report(StatusFile file, SpeedMonitor monitor) {
    LayerReport report = new LayerReport("speed", file, Clock.fixed(NOW, ZoneOffset.UTC));
    report.completedBy(monitor::complete);
    return report;
  }

  private static LayerStatus read(StatusFile file) throws IOException {
    return file.read().orElseThrow();
  }
}
