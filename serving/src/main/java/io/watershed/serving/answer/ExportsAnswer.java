package io.watershed.serving.answer;

import java.time.LocalDate;
import java.util.List;

/** What can be downloaded. */
public record ExportsAnswer(
    List<File> files,
    List<Connection> connections,
    LocalDate firstDate,
    LocalDate lastDate,
    ClockAnswer clock) {

  /** A file of rows. */
  public record File(String name, String title, String description, String href) {}

  /** A file that connects a tool to Hive. */
  public record Connection(String name, String title, String href) {}
}
