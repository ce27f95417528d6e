package io.watershed.speed.station;

import io.watershed.core.contract.index.StationWindowsIndex;
import io.watershed.core.station.StationAlertLimits;
import io.watershed.core.station.StationAlertRules;
import io.watershed.speed.sink.BatchFigures;
import io.watershed.speed.sink.BatchFollower;
import io.watershed.speed.sink.SinkSettings;
import io.watershed.speed.sink.TaskDocuments;
import io.watershed.speed.watch.KnownStations;
import io.watershed.speed.watch.ObservedStation;
import io.watershed.speed.watch.SilenceWatch;
import java.io.IOException;
import java.util.List;

/**
 * Tells of stations that have fallen silent: the tasks note whom they heard, and the driver, after
 * them, whom they did not.
 */
final class SilenceAlerts implements BatchFollower {

  private final SinkSettings settings;
  private final SilenceWatch silences;
  private boolean knowsStations;

  SilenceAlerts(SinkSettings settings, StationAlertLimits limits) {
    this.settings = settings;
    this.silences = new SilenceWatch(new StationAlertRules(limits));
  }

  /** Before the first micro-batch replaces it, what Elasticsearch holds is what was known. */
  @Override
  public void before() throws InterruptedException {
    if (!knowsStations) {
      silences.know(KnownStations.in(settings.elasticsearch()));
      knowsStations = true;
    }
  }

  @Override
  public BatchFigures after(List<byte[]> notes) throws IOException, InterruptedException {
    List<SilenceWatch.Silence> found =
        silences.take(notes.stream().map(ObservedStation::decode).toList());
    if (found.isEmpty()) {
      return BatchFigures.NONE;
    }
    TaskDocuments documents = new TaskDocuments(settings, StationWindowsIndex.INDEX);
    for (SilenceWatch.Silence silence : found) {
      StationDocuments.writeAlert(documents, silence.station(), silence.episode());
    }
    return documents.finish();
  }
}
