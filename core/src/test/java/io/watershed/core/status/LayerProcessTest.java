package io.watershed.core.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.watershed.core.contract.LayerState;
import io.watershed.core.failure.ExitCode;
import io.watershed.core.failure.Foreseen;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerProcessTest {

  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();
  private final List<Throwable> shown = new ArrayList<>();

  /** A server that is away, which happens. */
  private static final class AwayException extends RuntimeException implements Foreseen {
    private static final long serialVersionUID = 1;

    AwayException(String message) {
      super(message);
    }
  }

  @Test
  void reportsWhatTheLayerDoesWhileItRuns() throws IOException {
    int exitCode =
        run(
            (settings, process) -> {
              await().until(() -> written().filter(is(LayerState.STARTING)).isPresent());
              process.reports(status -> status.withFigures(Map.of("messagesIn", 5.0)));
              process.becomes(LayerState.RUNNING, "all well");
              LayerStatus running = written().orElseThrow();
              assertThat(running.state()).isEqualTo(LayerState.RUNNING);
              assertThat(running.message()).isEqualTo("all well");
              assertThat(running.updatedAt()).isEqualTo("2026-03-01T00:00:00Z");
              assertThat(running.figures()).containsEntry("messagesIn", 5.0);
            });
    assertThat(exitCode).isZero();
    assertThat(written().orElseThrow().state()).isEqualTo(LayerState.STOPPED);
    assertThat(told).isEmpty();
  }

  @Test
  void tellsASettingThatCannotBeUsedInOneSentence() throws IOException {
    int exitCode =
        run(
            (settings, process) -> {
              throw new SettingsException("watershed.speed.trigger", "soon", "a duration");
            });
    assertThat(exitCode).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(told)
        .containsExactly(
            "setting watershed.speed.trigger = soon is not allowed: it must be a duration");
    assertThat(shown).containsOnlyNulls();
    assertThat(written().orElseThrow().state()).isEqualTo(LayerState.FAILED);
    assertThat(written().orElseThrow().message()).isEqualTo(told.get(0));
  }

  @Test
  void refusesUnknownSettingsBeforeAnythingIsDone() {
    System.setProperty("watershed.speed.watermrak", "2h");
    try {
      int exitCode =
          LayerProcess.run(
              "speed",
              this::tell,
              (settings, process) -> {
                throw new AssertionError("must not run");
              });
      assertThat(exitCode).isEqualTo(ExitCode.BAD_INPUT);
    } finally {
      System.clearProperty("watershed.speed.watermrak");
    }
    assertThat(told).singleElement().asString().contains("did you mean watershed.speed.watermark?");
  }

  @Test
  void showsWhereAFailureHappenedUnlessItWasForeseen() throws IOException {
    IllegalStateException bug = new IllegalStateException("first line\nsecond line");
    assertThat(
            run(
                (settings, process) -> {
                  throw bug;
                }))
        .isEqualTo(ExitCode.FAILED);
    assertThat(told).containsExactly("it failed: first line");
    assertThat(shown).containsExactly(bug);
    assertThat(written().orElseThrow().message()).isEqualTo("first line");

    assertThat(
            run(
                (settings, process) -> {
                  throw new AwayException("Kafka did not answer");
                }))
        .isEqualTo(ExitCode.FAILED);
    assertThat(told).last().isEqualTo("Kafka did not answer");
    assertThat(shown).last().isNull();
  }

  @Test
  void whatBreaksWhileItIsStoppedIsNoFailure() throws IOException {
    List<String> done = new ArrayList<>();
    int exitCode =
        run(
            (settings, process) -> {
              process.becomes(LayerState.RUNNING, "");
              process.stopping(() -> done.add("stopped")).run();
              assertThat(written().orElseThrow().state()).isEqualTo(LayerState.STOPPED);
              throw new IllegalStateException("the query was interrupted");
            });
    assertThat(exitCode).isZero();
    assertThat(done).containsExactly("stopped");
    assertThat(told).isEmpty();
    assertThat(written().orElseThrow().state()).isEqualTo(LayerState.STOPPED);
  }

  @Test
  void theSignalThatFollowsAFailureChangesNothing() throws IOException {
    List<Runnable> hooks = new ArrayList<>();
    run(
        (settings, process) -> {
          hooks.add(process.stopping(() -> told.add("must not be called")));
          throw new AwayException("Kafka did not answer");
        });
    hooks.get(0).run();
    assertThat(told).containsExactly("Kafka did not answer");
    assertThat(written().orElseThrow().state()).isEqualTo(LayerState.FAILED);
  }

  private int run(LayerProcess.Work work) {
    LayerReport report = new LayerReport("speed", file(), Clock.fixed(NOW, ZoneOffset.UTC));
    return new LayerProcess(report).run(Settings.of(Map.of()), this::tell, work);
  }

  private void tell(String sentence, Throwable problem) {
    told.add(sentence);
    shown.add(problem);
  }

  private static Predicate<LayerStatus> is(LayerState state) {
    return status -> status.state() == state;
  }

  private StatusFile file() {
    return StatusFile.at(folder.resolve("speed.status.json"));
  }

  private Optional<LayerStatus> written() throws IOException {
    return file().read();
  }
}
