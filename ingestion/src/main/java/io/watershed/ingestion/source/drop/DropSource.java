package io.watershed.ingestion.source.drop;

import io.watershed.core.reading.MessageRules;
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
    return new SourceDefinition(
        NAME, (journal, figures) -> new DropSource(own, journal, check, figures));
  }

  @Override
  public Duration interval() {
    return settings.every();
  }

  @Override
  public void poll() throws SourceException, InterruptedException {
    IOException first = null;
    try {
      if (folder == null) {
        folder = DropFolder.open(settings.directory(), settings.settle(), check.clock());
      }
      FileTask task = new FileTask(folder, settings, journal, check, figures);
      // Of a process that was killed, or of one that has lost the source to this one.
      for (DropFolder.Claim claim : folder.unfinished()) {
        first = firstOf(first, attempt(claim.name(), () -> task.take(claim)));
      }
      for (Path path : folder.ready()) {
        first = firstOf(first, attempt(path.getFileName().toString(), () -> take(path, task)));
      }
    } catch (IOException problem) {
      folder = null;
      first = firstOf(first, problem);
    }
    if (first != null) {
      throw new SourceException(
          "the folder " + settings.directory() + ": " + DropFolder.describe(first));
    }
  }

  private void take(Path path, FileTask task) throws IOException {
    Optional<DropFolder.Claim> claim = folder.claim(path);
    if (claim.isPresent()) {
      task.take(claim.get());
    }
  }

  private interface Attempt {
    void run() throws IOException;
  }

  /** Does something with a file; what hinders it does not hinder the others. */
  private static IOException attempt(String name, Attempt attempt) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("stopped between two files");
    }
    try {
      attempt.run();
    } catch (NoSuchFileException gone) {
      LOG.info("{} was taken by somebody else", MessageRules.excerpt(name));
    } catch (IOException hindered) {
      return hindered;
    }
    return null;
  }

  private static IOException firstOf(IOException earlier, IOException later) {
    return earlier != null ? earlier : later;
  }
}
