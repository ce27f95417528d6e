package io.watershed.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
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

  private static final LocalDateTime REPEATED_HOUR = LocalDateTime.of(2016, 10, 30, 2, 0);
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

  /**
   * Rows that say again what stands in the file before. On 30 October 2016 the hour from two to
   * three came twice: a household's first row of it belongs to the first pass, every further one to
   * the second, an hour later.
   */
  List<Row> repetitions() {
    Set<String> seen = new HashSet<>();
    Set<String> pastFirstPass = new HashSet<>();
    List<Row> repetitions = new ArrayList<>();
    for (Row row : rows) {
      boolean secondPass =
          row.local().truncatedTo(ChronoUnit.HOURS).equals(REPEATED_HOUR)
              && !pastFirstPass.add(row.user());
      if (!seen.add(row.user() + row.local() + secondPass)) {
        repetitions.add(row);
      }
    }
    return repetitions;
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
    rows.forEach(row -> add(litres, row, 1));
    repetitions().forEach(row -> add(litres, row, -1));
    return litres;
  }

  private static void add(Map<String, Double> litres, Row row, int times) {
    if (row.flow() >= 0 && row.flow() <= LIMIT) {
      litres.merge(row.user() + "|" + YearMonth.from(row.local()), times * row.flow(), Double::sum);
    }
  }
}
