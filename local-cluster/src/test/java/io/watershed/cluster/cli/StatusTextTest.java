package io.watershed.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.cluster.pipeline.PipelineSnapshot;
import io.watershed.cluster.pipeline.PipelineSnapshot.Line;
import io.watershed.core.contract.PartState;
import io.watershed.core.status.PartStatus;
import io.watershed.core.status.PartStatus.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusTextTest {
  private static final PartStatus KAFKA =
      new PartStatus("kafka", "Kafka", Kind.SERVER, PartState.RUNNING, "127.0.0.1:9092", 7, 0, "");
  private static final PartStatus SPEED =
      new PartStatus(
          "speed",
          "speed",
          Kind.LAYER,
          PartState.RESTARTING,
          "",
          0,
          2,
          "waiting for Elasticsearch");

  private static PipelineSnapshot snapshot(PartStatus... parts) throws JsonProcessingException {
    return new PipelineSnapshot(
        PipelineSnapshot.State.RUNNING,
        42,
        "2026-01-01T00:00:00Z",
        "2026-01-01T01:02:03Z",
        "/data",
        List.of(parts),
        Map.of("speed.windowsIndexed", 123456.0, "simulator.messagesPerSecond", 1500.0),
        new ObjectMapper()
            .readTree(
                "{\"finishedAt\":\"2026-01-01T01:00:00Z\",\"durationSeconds\":12.4,"
                    + "\"days\":[\"2025-12-31\"],\"readings\":5000,\"horizon\":null}"),
        "2026-01-01T02:05:00Z",
        List.of(new Line("2026-01-01T00:00:30Z", "everything is ready after 30 s")));
  }

  @Test
  void showsPartsFiguresTheLastBatchRunAndEvents() throws JsonProcessingException {
    String text = new StatusText(false).render(snapshot(KAFKA, SPEED), 200);

    assertThat(text)
        .contains("Watershed  running for 1:02:03   process 42")
        .containsPattern("- Kafka +running +127\\.0\\.0\\.1:9092")
        .containsPattern("- speed +restarting +restarts 2  waiting for Elasticsearch")
        .contains("windows 123,456")
        .contains("in 12 s, 1 days, 5,000 readings")
        .contains("everything is ready after 30 s");
  }

  @Test
  void namesTheDashboardsAddressOnceItAnswers() throws JsonProcessingException {
    PartStatus running =
        new PartStatus(
            "dashboard",
            "dashboard",
            Kind.LAYER,
            PartState.RUNNING,
            "http://127.0.0.1:8090",
            9,
            0,
            "");
    PartStatus waiting =
        new PartStatus(
            "dashboard",
            "dashboard",
            Kind.LAYER,
            PartState.WAITING,
            "http://127.0.0.1:8090",
            9,
            0,
            "away");
    assertThat(new StatusText(false).render(snapshot(running), 200))
        .contains("open in a browser  http://127.0.0.1:8090");
    assertThat(new StatusText(false).render(snapshot(waiting), 200))
        .doesNotContain("open in a browser");
  }

  @Test
  void noLineIsWiderThanTheTerminal() throws JsonProcessingException {
    assertThat(new StatusText(false).render(snapshot(KAFKA, SPEED), 40).lines())
        .allMatch(line -> line.length() <= 40);
  }

  @Test
  void oneLineNamesWhatIsNotWell() throws JsonProcessingException {
    assertThat(new StatusText(false).line(snapshot(KAFKA, SPEED)))
        .startsWith("running 1:02:03 | out 1,500/s")
        .endsWith("| speed restarting");
    assertThat(new StatusText(false).line(snapshot(KAFKA))).endsWith("| all well");
  }

  @Test
  void isHealthyWhenEveryPartRuns() throws JsonProcessingException {
    assertThat(snapshot(KAFKA).isHealthy()).isTrue();
    assertThat(snapshot(KAFKA, SPEED).isHealthy()).isFalse();
  }
}
