package io.watershed.batch.reconcile;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reports as tables for people. */
final class ReportText {

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final List<String> HEADER =
      List.of(
          "arrived (UTC)",
          "Kafka",
          "accepted",
          "late",
          "duplicates",
          "dead letters",
          "master rows",
          "Hive rows",
          "speed: accepted",
          "late+duplicates",
          "dead letters");

  private ReportText() {}

  /** The reports one below the other, each under its stream's name. */
  static String of(List<Report> reports) {
    StringBuilder text = new StringBuilder();
    for (Report report : reports) {
      text.append(text.isEmpty() ? "" : "\n").append(report.stream().title()).append('\n');
      text.append(of(report));
    }
    return text.toString();
  }

  static String of(Report report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    for (HourRow hour : report.hours()) {
      rows.add(cells(HOUR.format(hour.hour()), hour));
    }
    rows.add(cells("total", report.total()));
    StringBuilder text = new StringBuilder(table(rows));
    text.append('\n');
    for (Map.Entry<String, Long> reason : report.total().deadLetters().entrySet()) {
      text.append(
          String.format(
              Locale.ROOT, "dead letters %-24s %,12d%n", reason.getKey(), reason.getValue()));
    }
    if (report.stream() == RawStream.METERS) {
      text.append(figure("readings of unknown meters", report.unknownMeterReadings()));
    } else {
      text.append(figure("messages that add to an earlier one", report.total().additions()));
    }
    report.notes().forEach(note -> text.append("note: ").append(note).append(".\n"));
    text.append("adds up: ").append(report.agrees() ? "yes" : "no").append('\n');
    for (Check check : report.checks()) {
      if (!check.agrees()) {
        text.append("  - ").append(check.words()).append(".\n");
      }
    }
    return text.toString();
  }

  private static String figure(String label, long number) {
    return String.format(Locale.ROOT, "%-37s %,12d%n", label, number);
  }

  private static List<String> cells(String label, HourRow row) {
    Optional<HourRow.Speed> speed = row.speed();
    return List.of(
        label,
        number(row.kafka()),
        number(row.accepted()),
        number(row.late()),
        number(row.duplicates()),
        number(row.letters()),
        number(row.masterRows()),
        row.hiveRows().map(ReportText::number).orElse("-"),
        speed.map(HourRow.Speed::accepted).map(ReportText::number).orElse("-"),
        speed.map(counts -> number(counts.late() + counts.duplicates())).orElse("-"),
        speed.map(HourRow.Speed::deadLetters).map(ReportText::number).orElse("-"));
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String table(List<List<String>> rows) {
    int[] widths = new int[HEADER.size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < rows.size(); index++) {
      boolean ruled = index == 1 || index == rows.size() - 1;
      if (ruled) {
        for (int width : widths) {
          text.append("-".repeat(width)).append("  ");
        }
        text.setLength(text.length() - 2);
        text.append('\n');
      }
      appendRow(text, rows.get(index), widths);
    }
    return text.toString();
  }

  private static void appendRow(StringBuilder text, List<String> row, int[] widths) {
    text.append(row.get(0)).append(" ".repeat(widths[0] - row.get(0).length()));
    for (int column = 1; column < widths.length; column++) {
      text.append("  ").append(" ".repeat(widths[column] - row.get(column).length()));
      text.append(row.get(column));
    }
    text.append('\n');
  }
}
