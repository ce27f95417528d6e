package io.watershed.ingestion.source.drop;

import io.watershed.core.json.Json;
import io.watershed.core.reading.MessageRejectedException;
import io.watershed.ingestion.source.Decoded;
import io.watershed.ingestion.source.Delivery;
import io.watershed.ingestion.source.Journal;
import io.watershed.ingestion.source.ObservationCheck;
import io.watershed.ingestion.source.SavedProgress;
import io.watershed.ingestion.source.SourceFigures;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes claimed files. A file is checked as a whole before anything is sent; then its rows are sent
 * in parts, each committed together with how far the file is, so that a process that follows goes
 * on at the very row.
 */
final class FileTask {

  private static final Logger LOG = LoggerFactory.getLogger(FileTask.class);
  private static final String KEY_PREFIX = "drop|content|";
  private static final int MOST_REJECTIONS = 100;

  private final DropFolder folder;
  private final DropSettings settings;
  private final Journal journal;
  private final ObservationCheck check;
  private final SourceFigures figures;

  FileTask(
      DropFolder folder,
      DropSettings settings,
      Journal journal,
      ObservationCheck check,
      SourceFigures figures) {
    this.folder = folder;
    this.settings = settings;
    this.journal = journal;
    this.check = check;
    this.figures = figures;
  }

  /** What a look at the whole file found. */
  private record Checked(
      String mapping,
      long rows,
      long withoutValues,
      long rejected,
      List<FileReport.Rejection> rejections,
      Optional<String> problem) {
    boolean good() {
      return rejected == 0 && problem.isEmpty();
    }
  }

  /** Takes a file to its end. */
  void take(DropFolder.Claim claim) throws IOException {
    DropFile file = new DropFile(claim, settings.mostBytes());
    String before = file.state();
    String sha256 = file.sha256();
    String key = KEY_PREFIX + sha256;
    Optional<FileProgress> known =
        journal
            .progress(key)
            .flatMap(json -> SavedProgress.read(key, json, FileProgress.class, figures));
    if (known.isPresent() && known.get().complete() && !known.get().claim().equals(claim.id())) {
      alreadyTaken(claim, sha256, known.get());
      return;
    }
    Checked checked = check(file);
    if (!file.state().equals(before)) {
      LOG.info("{} is still being written", claim.name());
      folder.release(claim);
      return;
    }
    if (!checked.good()) {
      failed(claim, sha256, checked);
      return;
    }
    FileProgress complete = send(file, claim, key, known);
    done(claim, sha256, checked, complete);
  }

  private Checked check(DropFile file) throws IOException {
    List<FileReport.Rejection> rejections = new ArrayList<>();
    long rows = 0;
    long withoutValues = 0;
    long rejected = 0;
    String mapping = null;
    try (DropFile.Rows read = file.rows()) {
      mapping = read.mapping().name();
      for (CsvLines.Line line = read.lines().nextOrNull();
          line != null;
          line = read.lines().nextOrNull()) {
        rows++;
        try {
          if (message(read.reader(), line).isEmpty()) {
            withoutValues++;
          }
        } catch (MessageRejectedException bad) {
          rejected++;
          if (rejections.size() < MOST_REJECTIONS) {
            rejections.add(
                new FileReport.Rejection(line.number(), bad.reason().name(), bad.getMessage()));
          }
        }
      }
    } catch (CsvLines.BadLineException | MappingException unreadable) {
      return new Checked(
          mapping, rows, withoutValues, rejected, rejections, Optional.of(unreadable.getMessage()));
    } catch (ZipException | EOFException broken) {
      return new Checked(
          mapping,
          rows,
          withoutValues,
          rejected,
          rejections,
          Optional.of("the archive is broken after row " + rows));
    }
    return new Checked(mapping, rows, withoutValues, rejected, rejections, Optional.empty());
  }

  private Optional<Delivery.Message> message(RowReader reader, CsvLines.Line line)
      throws MessageRejectedException {
    if (reader.read(line.text()) instanceof Decoded.Good good) {
      return Optional.of(
          new Delivery.Message(
              good.observation().station().id(), check.message(good.observation())));
    }
    return Optional.empty();
  }

  private FileProgress send(
      DropFile file, DropFolder.Claim claim, String key, Optional<FileProgress> known)
      throws IOException {
    FileProgress reached =
        known.orElse(new FileProgress(claim.id(), claim.name(), 0, 0, 0, false, now()));
    if (reached.complete()) {
      return reached;
    }
    List<Delivery.Message> messages = new ArrayList<>();
    long rows = 0;
    long withoutValues = 0;
    try (DropFile.Rows read = file.rows()) {
      for (CsvLines.Line line = read.lines().nextOrNull();
          line != null;
          line = read.lines().nextOrNull()) {
        rows++;
        if (rows <= reached.rows()) {
          continue;
        }
        Optional<Delivery.Message> message = message(read.reader(), line);
        message.ifPresent(messages::add);
        withoutValues += message.isEmpty() ? 1 : 0;
        if (rows - reached.rows() == settings.rowsPerTransaction()) {
          reached = commit(claim, key, reached, messages, rows, withoutValues, false);
          messages.clear();
          withoutValues = 0;
        }
      }
      return commit(claim, key, reached, messages, rows, withoutValues, true);
    } catch (MappingException | MessageRejectedException changed) {
      throw new IOException(
          claim.name() + " is not any more what it was: " + changed.getMessage(), changed);
    }
  }

  private FileProgress commit(
      DropFolder.Claim claim,
      String key,
      FileProgress before,
      List<Delivery.Message> messages,
      long rows,
      long withoutValues,
      boolean complete) {
    FileProgress reached =
        new FileProgress(
            claim.id(),
            claim.name(),
            rows,
            before.sent() + messages.size(),
            before.withoutValues() + withoutValues,
            complete,
            now());
    journal.commit(new Delivery(messages, List.of(), Map.of(key, SavedProgress.write(reached))));
    figures.add("sent", messages.size());
    return reached;
  }

  private void done(DropFolder.Claim claim, String sha256, Checked checked, FileProgress complete)
      throws IOException {
    Path target =
        finish(
            claim,
            folder.done(),
            new FileReport(
                claim.name(),
                "done",
                "messages sent: " + complete.sent(),
                sha256,
                checked.mapping(),
                checked.rows(),
                complete.sent(),
                complete.withoutValues(),
                0,
                List.of(),
                complete.at()));
    figures.one("filesDone");
    LOG.info("{}: messages sent: {}; it is {}", claim.name(), complete.sent(), target);
  }

  private void failed(DropFolder.Claim claim, String sha256, Checked checked) throws IOException {
    String message =
        checked
            .problem()
            .orElseGet(
                () ->
                    checked.rejected()
                        + " of "
                        + checked.rows()
                        + " rows cannot be observations, so nothing was sent");
    Path target =
        finish(
            claim,
            folder.failed(),
            new FileReport(
                claim.name(),
                "failed",
                message,
                sha256,
                checked.mapping(),
                checked.rows(),
                0,
                checked.withoutValues(),
                checked.rejected(),
                checked.rejections(),
                now()));
    figures.one("filesFailed");
    LOG.warn("{}: {}; it is {}", claim.name(), message, target);
  }

  private void alreadyTaken(DropFolder.Claim claim, String sha256, FileProgress known)
      throws IOException {
    String message =
        "the same content was taken as "
            + known.name()
            + " at "
            + known.at()
            + ", nothing was sent";
    finish(
        claim,
        folder.done(),
        new FileReport(
            claim.name(),
            "already-taken",
            message,
            sha256,
            null,
            known.rows(),
            0,
            known.withoutValues(),
            0,
            List.of(),
            now()));
    figures.one("filesAlreadyTaken");
    LOG.info("{}: {}", claim.name(), message);
  }

  private Path finish(DropFolder.Claim claim, Path end, FileReport report) throws IOException {
    return folder.finish(
        claim, end, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(report));
  }

  private String now() {
    return check.clock().instant().toString();
  }
}
