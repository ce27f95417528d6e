package io.watershed.forecast;

import io.watershed.core.forecast.GaugeSeries;
import io.watershed.core.forecast.LevelScreening;
import io.watershed.core.forecast.LevelScreening.Finding;
import io.watershed.core.reading.DecimalNumber;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file of river levels, screened and made hourly.
 *
 * <p>Two layouts, told apart by the header, plain or gzipped, UTF-8 with or without a byte order
 * mark, rows in any order: the tidy one of Hub'Eau ({@code code_station}, {@code date_obs}, {@code
 * level_mm}, millimetres) and the plain one ({@code station}, {@code time}, {@code level}, metres).
 * Both may have {@code latitude} and {@code longitude}; other columns are not looked at. Times have
 * an offset or end in {@code Z}. A row without a level is a gap.
 *
 * @param path the file
 * @param series the gauges with enough hours, by id
 * @param leftOut the gauges that are not used, with the reason
 * @param observations how many levels were read
 * @param findings what screening left out or noticed, in all
 */
record LevelFile(
    Path path,
    List<GaugeSeries> series,
    Map<String, String> leftOut,
    long observations,
    Map<Finding, Integer> findings) {

  /** With fewer hours a gauge is left out: nothing can be scored a day ahead. */
  static final int LEAST_HOURS = 48;

  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final double MILLIMETRES = 1_000;
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .get();

  /** The columns of a layout. */
  private record Layout(String station, String time, String level, double unitsPerMetre) {}

  private static final List<Layout> LAYOUTS =
      List.of(
          new Layout("code_station", "date_obs", "level_mm", MILLIMETRES),
          new Layout("station", "time", "level", 1));

  private record Observation(long millis, double metres) {}

  private static final class Gauge {
    private final List<Observation> observations = new ArrayList<>();
    private double latitude = Double.NaN;
    private double longitude = Double.NaN;
  }

  /**
   * Reads a file.
   *
   * @throws BadInputException if it is not there, or has another header, or a row that cannot be
   *     read; the message names file and line
   */
  static LevelFile read(Path path) throws BadInputException {
    if (!Files.isRegularFile(path)) {
      throw new BadInputException(path + " is not a file");
    }
    try (InputStream bytes = open(path);
        Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8);
        CSVParser rows = FORMAT.parse(text)) {
      return of(path, gauges(path, rows));
    } catch (IOException | UncheckedIOException unreadable) {
      throw new BadInputException(path + " cannot be read: " + unreadable.getMessage());
    }
  }

  /** The file's text as bytes, without what packs it and without a byte order mark. */
  private static InputStream open(Path path) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(path));
    try {
      if (startsWith(bytes, GZIP)) {
        bytes = new BufferedInputStream(new GZIPInputStream(bytes, 1 << 16));
      }
      if (startsWith(bytes, BYTE_ORDER_MARK)) {
        bytes.skipNBytes(BYTE_ORDER_MARK.length);
      }
      return bytes;
    } catch (IOException problem) {
      bytes.close();
      throw problem;
    }
  }

  private static boolean startsWith(InputStream bytes, byte[] beginning) throws IOException {
    bytes.mark(beginning.length);
    byte[] first = bytes.readNBytes(beginning.length);
    bytes.reset();
    return Arrays.equals(first, beginning);
  }

  private static Map<String, Gauge> gauges(Path path, CSVParser rows) throws BadInputException {
    List<String> header = rows.getHeaderNames();
    Layout layout =
        LAYOUTS.stream()
            .filter(one -> header.containsAll(List.of(one.station(), one.time(), one.level())))
            .findFirst()
            .orElse(null);
    if (layout == null) {
      throw new BadInputException(
          path
              + ", line 1: the header is "
              + String.join(",", header)
              + ", but must hold code_station, date_obs and level_mm, or station, time and level");
    }
    boolean placed = header.contains("latitude") && header.contains("longitude");
    Map<String, Gauge> gauges = new TreeMap<>();
    for (CSVRecord row : rows) {
      String line = path + ", line " + rows.getCurrentLineNumber();
      if (row.size() < header.size()) {
        throw new BadInputException(
            line + ": " + row.size() + " fields, but the header has " + header.size());
      }
      String station = row.get(layout.station());
      if (station.isEmpty()) {
        throw new BadInputException(line + ": " + layout.station() + " is empty");
      }
      Gauge gauge = gauges.computeIfAbsent(station, id -> new Gauge());
      if (placed && Double.isNaN(gauge.latitude)) {
        gauge.latitude = coordinate(line, row, "latitude", 90);
        gauge.longitude = coordinate(line, row, "longitude", 180);
      }
      long millis = instant(line, layout.time(), row.get(layout.time())).toEpochMilli();
      String level = row.get(layout.level());
      if (!level.isEmpty() && !level.equalsIgnoreCase("NA") && !level.equalsIgnoreCase("NaN")) {
        gauge.observations.add(
            new Observation(millis, number(line, layout.level(), level) / layout.unitsPerMetre()));
      }
    }
    return gauges;
  }

  private static LevelFile of(Path path, Map<String, Gauge> gauges) {
    List<GaugeSeries> series = new ArrayList<>();
    Map<String, String> leftOut = new TreeMap<>();
    Map<Finding, Integer> findings = new EnumMap<>(Finding.class);
    long observations = 0;
    for (Map.Entry<String, Gauge> entry : gauges.entrySet()) {
      Gauge gauge = entry.getValue();
      observations += gauge.observations.size();
      gauge.observations.sort(Comparator.comparingLong(Observation::millis));
      LevelScreening screening = new LevelScreening(entry.getKey());
      gauge.observations.forEach(seen -> screening.add(seen.millis(), seen.metres()));
      screening.findings().forEach((what, times) -> findings.merge(what, times, Integer::sum));
      GaugeSeries screened = screening.series().withPosition(gauge.latitude, gauge.longitude);
      if (screened.known() < LEAST_HOURS) {
        leftOut.put(
            entry.getKey(), screened.known() + " hours with a level, fewer than " + LEAST_HOURS);
      } else {
        series.add(screened);
      }
    }
    return new LevelFile(path, List.copyOf(series), leftOut, observations, findings);
  }

  private static double coordinate(String line, CSVRecord row, String column, double most)
      throws BadInputException {
    String text = row.get(column);
    if (text.isEmpty() || text.toUpperCase(Locale.ROOT).equals("NA")) {
      return Double.NaN;
    }
    double degrees = number(line, column, text);
    if (Math.abs(degrees) > most) {
      throw new BadInputException(
          line + ": " + column + " is " + text + ", but must be from -" + most + " to " + most);
    }
    return degrees;
  }

  private static double number(String line, String column, String text) throws BadInputException {
    return DecimalNumber.parse(text)
        .orElseThrow(
            () ->
                new BadInputException(
                    line + ": " + column + " is '" + text + "', but must be a number"));
  }

  private static Instant instant(String line, String column, String text) throws BadInputException {
    try {
      return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
    } catch (DateTimeParseException notATime) {
      throw new BadInputException(
          line
              + ": "
              + column
              + " is '"
              + text
              + "', but must be a time with an offset, such as 2020-01-08T15:45:00Z");
    }
  }
}
