package io.watershed.cluster.cli;

import io.watershed.cluster.ServerKind;
import io.watershed.cluster.pipeline.Layer;
import io.watershed.cluster.pipeline.Operations;
import io.watershed.cluster.pipeline.Pipeline;
import io.watershed.cluster.pipeline.PipelineException;
import io.watershed.cluster.pipeline.PipelineOptions;
import io.watershed.cluster.pipeline.RunRecord;
import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a verb works with: the pipeline that runs, or the parts it needs, started for it and stopped
 * when it is closed.
 */
final class Session implements AutoCloseable {
  private static final Set<String> STREAMING = Set.of(Layer.INGESTION.title(), Layer.SPEED.title());

  private final Operations operations;
  private final Optional<Pipeline> own;

  private Session(Operations operations, Optional<Pipeline> own) {
    this.operations = operations;
    this.own = own;
  }

  /** The data folder of the settings. */
  static Path data() {
    return Settings.load().path("data-dir");
  }

  /**
   * Uses the running pipeline, else starts these parts.
   *
   * @throws PipelineException if the data folder is in use by a command that runs other parts
   */
  static Session open(Set<ServerKind> servers, Set<Layer> layers, ProgressLines progress)
      throws IOException {
    Path data = data();
    PipelineOptions options = PipelineOptions.in(data);
    Optional<RunRecord> running = RunRecord.ofRunning(data);
    if (running.isPresent()) {
      RunRecord record = running.get();
      if (!record.layers()) {
        throw new PipelineException(
            "process " + record.pid() + " works on " + data + ": try again when it has ended");
      }
      progress.say("using the pipeline of process " + record.pid());
      return new Session(Pipeline.operationsOf(record, options, progress::show), Optional.empty());
    }
    progress.say("no pipeline runs; starting what this needs");
    Pipeline pipeline =
        Pipeline.start(
            options.onUsualPorts().withServers(servers).withLayers(layers), progress::show);
    return new Session(pipeline.operations(), Optional.of(pipeline));
  }

  /** What can be done. */
  Operations operations() {
    return operations;
  }

  /** Waits until both streaming layers have taken all that Kafka holds now. */
  void awaitCaughtUp(Duration longest) {
    operations.awaitCaughtUp(STREAMING, longest, () -> own.flatMap(Pipeline::failure));
  }

  @Override
  public void close() {
    if (own.isPresent()) {
      own.get().close();
    } else {
      operations.close();
    }
  }
}
