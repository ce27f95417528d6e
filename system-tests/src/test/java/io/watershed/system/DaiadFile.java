package io.watershed.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The DAIAD trial's rows, read by themselves: local times as they stand in the file, nothing of the
 * replay's or the layers' code.
 */
final class DaiadFile {

  /** The most that a meter read once an hour may have counted in it, litres. */
  private static final double LIMIT = 10_000;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm:ss");

  /** One row: a register reading and the flow since the row before. */
  record Row(String user, LocalDateTime local, double register, double flow) {}

  private final List<Row> rows;

  private DaiadFile(List<Row> rows) {
    this.rows = rows;
  }

  static DaiadFile read(Path zip) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      ZipEntry entry = file.entries().nextElement();
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(file.getInputStream(entry), StandardCharsets.UTF_8));
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(";", -1);
        rows.add(
            new Row(
                cells[0],
                LocalDateTime.parse(cells[1], TIME),
                Double.parseDouble(cells[2]),
                Double.parseDouble(cells[3])));
      }
    }
    return new DaiadFile(rows);
  }

  List<Row> rows() {
    return rows;
  }

  /** Rows whose household and local time stand in the file before. */
  long repeatedTimes() {
    Set<String> seen = new HashSet<>();
    return rows.stream().filter(row -> !seen.add(row.user() + row.local())).count();
  }

  /** Rows with a flow below zero. */
  long negativeFlows() {
    return rows.stream().filter(row -> row.flow() < 0).count();
  }

  /** Rows with a flow that no service pipe carries in an hour. */
  long impossibleFlows() {
    return rows.stream().filter(row -> row.flow() > LIMIT).count();
  }

  /** Litres by {@code user|month}, of the flows that can be believed. */
  Map<String, Double> litresPerMonth() {
    Map<String, Double> litres = new TreeMap<>();
    for (Row row : rows) {
      if (row.flow() >= 0 && row.flow() <= LIMIT) {
        litres.merge(row.user() + "|" + YearMonth.from(row.local()), row.flow(), Double::sum);
      }
    }
    return litres;
  }
}
