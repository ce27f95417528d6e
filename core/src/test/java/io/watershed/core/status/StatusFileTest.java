package io.watershed.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.contract.LayerState;
import io.watershed.core.contract.PartState;
import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusFileTest {

  @TempDir Path directory;

  @Test
  void readsBackWhatWasWrittenLast() throws IOException {
    StatusFile file = StatusFile.at(directory.resolve("run").resolve("speed.status.json"));
    assertThat(file.read()).isEmpty();
    file.write(status(LayerState.STARTING));
    file.write(status(LayerState.RUNNING));
    assertThat(file.read()).contains(status(LayerState.RUNNING));
    assertThat(RunFolder.ofData(directory).layer("speed")).contains(status(LayerState.RUNNING));
    assertThat(RunFolder.ofData(directory).layer("ingestion")).isEmpty();
  }

  @Test
  void withoutAFileNothingIsWritten() throws IOException {
    StatusFile none = StatusFile.from(Settings.of(Map.of()));
    none.write(status(LayerState.RUNNING));
    assertThat(none.read()).isEmpty();
  }

  @Test
  void readsWhatEarlierVersionsWrote() throws IOException {
    Path file = directory.resolve("speed.status.json");
    Files.writeString(
        file,
        """
        {"layer":"speed","state":"running","message":"","updatedAt":"2022-07-13T07:30:01Z",
         "figures":{"messagesIn":3.0},"offsets":{"meter-readings-0":3}}
        """);
    assertThat(StatusFile.at(file).read()).contains(status(LayerState.RUNNING).withAddress(""));
  }

  @Test
  void readsHowThePartsStandAsTheLauncherOfAnEarlierVersionWroteIt() throws IOException {
    RunFolder run = RunFolder.ofData(directory);
    assertThat(run.parts()).isEmpty();
    Files.createDirectories(run.folder());
    Files.writeString(
        run.pipelineFile(),
        """
        {"state":"running","pid":7,"parts":[
          {"name":"kafka","title":"Kafka","kind":"server","state":"waiting to start",
           "address":"127.0.0.1:9092","pid":9,"restarts":0,"message":""},
          {"name":"speed","title":"speed","kind":"layer","state":"restarting",
           "address":"","pid":0,"restarts":2,"message":"waiting for Kafka"}],"figures":{}}
        """);
    assertThat(run.parts())
        .containsExactly(
            new PartStatus(
                "kafka",
                "Kafka",
                PartStatus.Kind.SERVER,
                PartState.WAITING_TO_START,
                "127.0.0.1:9092",
                9,
                0,
                ""),
            new PartStatus(
                "speed",
                "speed",
                PartStatus.Kind.LAYER,
                PartState.RESTARTING,
                "",
                0,
                2,
                "waiting for Kafka"));
    Files.writeString(run.pipelineFile(), "{\"state\":\"run");
    assertThat(run.parts()).isEmpty();
  }

  private static LayerStatus status(LayerState state) {
    return LayerStatus.of("speed", state, "", Instant.parse("2022-07-13T07:30:01Z"))
        .withAddress("http://127.0.0.1:8090")
        .withFigures(Map.of("messagesIn", 3.0))
        .withOffsets(Map.of("meter-readings-0", 3L));
  }
}
