package io.watershed.batch.run;

import io.watershed.core.binary.UnreadableStateException;
import io.watershed.core.forecast.ForecastModel;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the forecasts remember from run to run, in the folder {@code _forecast} beside the tables:
 * {@code model/<run>} and {@code state/<run>}. Nothing is written over, so that a run that dies
 * leaves what the one before it wrote.
 */
final class ForecastFiles {

  private static final Logger LOG = LoggerFactory.getLogger(ForecastFiles.class);

  private final FileSystem files;
  private final Path models;
  private final Path states;

  ForecastFiles(String warehouse, Configuration configuration) throws IOException {
    this.files = FileSystem.get(URI.create(warehouse), configuration);
    Path root = new Path(files.makeQualified(new Path(warehouse)), "_forecast");
    this.models = new Path(root, "model");
    this.states = new Path(root, "state");
  }

  /** The folder of the state that a run wrote. */
  String stateFolder(String runId) {
    return new Path(states, runId).toString();
  }

  /** Whether the state that a run wrote is still there. */
  boolean hasState(String runId) throws IOException {
    return files.exists(new Path(states, runId));
  }

  /** The model that a run fitted; empty where it is gone or cannot be read, which is said. */
  Optional<ForecastModel> model(String runId) throws IOException {
    try (InputStream in = files.open(new Path(models, runId))) {
      return Optional.of(ForecastModel.read(in));
    } catch (FileNotFoundException gone) {
      LOG.warn("the forecast model is fitted anew: that of run {} is gone", runId);
      return Optional.empty();
    } catch (IOException | UnreadableStateException another) {
      LOG.warn("the forecast model is fitted anew: {}", another.getMessage());
      return Optional.empty();
    }
  }

  void writeModel(String runId, ForecastModel model) throws IOException {
    try (OutputStream out = files.create(new Path(models, runId), true)) {
      model.write(out);
    }
  }

  /** Deletes what others than the runs of a mark wrote. */
  void deleteOthers(ForecastMark mark) throws IOException {
    deleteBut(models, mark.modelRunId());
    deleteBut(states, mark.stateRunId());
  }

  private void deleteBut(Path folder, String runId) throws IOException {
    try {
      for (FileStatus file : List.of(files.listStatus(folder))) {
        if (!file.getPath().getName().equals(runId)) {
          files.delete(file.getPath(), true);
        }
      }
    } catch (FileNotFoundException nothing) {
      LOG.debug("{} holds nothing yet", folder);
    }
  }
}
