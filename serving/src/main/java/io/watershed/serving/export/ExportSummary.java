package io.watershed.serving.export;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.nio.file.Path;
import java.util.List;

/**
 * What an export wrote.
 *
 * @param files each file
 * @param from the first local day in the daily file, or what was asked for; null if neither
 * @param to the last local day in the daily file, or what was asked for; null if neither
 * @param connectionFiles the files that connect tools to Hive
 */
@JsonPropertyOrder({"files", "from", "to", "connectionFiles"})
public record ExportSummary(
    List<WrittenFile> files, String from, String to, List<String> connectionFiles) {

  /** The same with the files that connect tools to Hive. */
  public ExportSummary with(List<Path> written) {
    return new ExportSummary(files, from, to, written.stream().map(Path::toString).toList());
  }

  /**
   * One file.
   *
   * @param file its path
   * @param rows its rows, the header not counted
   * @param bytes its size
   */
  @JsonPropertyOrder({"file", "rows", "bytes"})
  public record WrittenFile(String file, long rows, long bytes) {}
}
