package io.watershed.ingestion.source.drop;

import io.watershed.core.settings.Settings;
import io.watershed.ingestion.source.Journal;
import io.watershed.ingestion.source.ObservationCheck;
import io.watershed.ingestion.source.Source;
import io.watershed.ingestion.source.SourceDefinition;
import io.watershed.ingestion.source.SourceException;
import io.watershed.ingestion.source.SourceFigures;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder: each CSV file that appears in it is checked, sent, and moved to its end. */
public final class DropSource implements Source {

  private static final Logger LOG = LoggerFactory.getLogger(DropSource.class);
  private static final String NAME = "drop";

  private final DropSettings settings;
  private final Journal journal;
  private final ObservationCheck check;
  private final SourceFigures figures;
  private DropFolder folder;

  private DropSource(
      DropSettings settings, Journal journal, ObservationCheck check, SourceFigures figures) {
    this.settings = settings;
    this.journal = journal;
    this.check = check;
    this.figures = figures;
  }

  /**
   * The source as the settings {@code sources.drop} describe it.
   *
   * @param check of any age: files hold past years
   * @throws io.watershed.core.settings.SettingsException if a setting is not allowed
   */
  public static SourceDefinition definition(Settings settings, ObservationCheck check) {
    DropSettings own = DropSettings.from(settings);
    return new SourceDefinition() {
      @Override
      public String name() {
        return NAME;
      }

      @Override
      public Source open(Journal journal, SourceFigures figures) {
        return new DropSource(own, journal, check, figures);
      }
    };
  }

  @Override
  public Duration interval() {
    return settings.every();
  }

  @Override
  public void poll() throws SourceException, InterruptedException {
    try {
      if (folder == null) {
        folder = DropFolder.open(settings.directory(), settings.settle(), check.clock());
      }
      FileTask task = new FileTask(folder, settings, journal, check, figures);
      // Of a process that was killed, or of one that has lost the source to this one.
      for (DropFolder.Claim claim : folder.unfinished()) {
        take(claim, task);
      }
      for (Path path : folder.ready()) {
        Optional<DropFolder.Claim> claim = folder.claim(path);
        if (claim.isPresent()) {
          take(claim.get(), task);
        }
      }
    } catch (IOException problem) {
      throw new SourceException(
          "the folder " + settings.directory() + ": " + DropFolder.describe(problem));
    }
  }

  private static void take(DropFolder.Claim claim, FileTask task)
      throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("stopped between two files");
    }
    try {
      task.take(claim);
    } catch (NoSuchFileException gone) {
      LOG.info("{} was taken by somebody else", claim.name());
    }
  }
}
