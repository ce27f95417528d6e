package io.watershed.serving.export;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * What an export wrote.
 *
 * @param files each file
 * @param from the first local day in the daily file, or what was asked for; null if neither
 * @param to the last local day in the daily file, or what was asked for; null if neither
 */
@JsonPropertyOrder({"files", "from", "to"})
public record ExportSummary(List<WrittenFile> files, String from, String to) {

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
