package io.watershed.simulator.station.network;

import io.watershed.core.reading.DecimalNumber;
import io.watershed.simulator.random.Randomness;
import io.watershed.simulator.station.weather.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A list of hydrometric stations in the layout of the Water Survey of Canada: columns ID, Name,
 * Latitude, Longitude, Prov/Terr and Timezone, in this order, with a header.
 *
 * @param file where it comes from
 * @param entries its lines, in their order
 */
public record StationList(Path file, List<Entry> entries) {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setTrim(true).setIgnoreEmptyLines(true).get();
  private static final int COLUMNS = 6;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * One station of a list.
   *
   * @param id the station's id; its first three characters are its drainage
   * @param name its name
   * @param latitude degrees north
   * @param longitude degrees east
   * @param province abbreviation
   * @param zone its time zone
   */
  public record Entry(
      String id, String name, double latitude, double longitude, String province, ZoneId zone) {}

  /** A list; the entries are copied. */
  public StationList {
    entries = List.copyOf(entries);
  }

  /** How many stations it names. */
  public int size() {
    return entries.size();
  }

  /**
   * Reads a file.
   *
   * @throws StationListException if it is absent, has another layout, or names a station twice
   */
  public static StationList read(Path file) {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser parser = FORMAT.parse(reader)) {
      List<Entry> entries = new ArrayList<>();
      Map<String, Long> lines = new HashMap<>();
      boolean header = true;
      for (CSVRecord row : parser) {
        if (header) {
          checkHeader(file, row);
          header = false;
          continue;
        }
        Entry entry = entry(file, row);
        Long before = lines.putIfAbsent(entry.id(), row.getRecordNumber());
        if (before != null) {
          throw new StationListException(
              file,
              row.getRecordNumber(),
              "station " + entry.id() + " stands already in line " + before);
        }
        entries.add(entry);
      }
      if (entries.isEmpty()) {
        throw new StationListException(file, "no station");
      }
      return new StationList(file, entries);
    } catch (NoSuchFileException absent) {
      throw new StationListException(file, "no such file");
    } catch (IOException problem) {
      throw new StationListException(file, "cannot be read: " + problem.getMessage());
    }
  }

  private static void checkHeader(Path file, CSVRecord row) {
    String first = row.get(0).replace(BYTE_ORDER_MARK, "").strip();
    if (!first.equals("ID") || row.size() != COLUMNS) {
      throw new StationListException(
          file, 1, "the header must be ID, Name, Latitude, Longitude, Prov/Terr, Timezone");
    }
  }

  private static Entry entry(Path file, CSVRecord row) {
    long line = row.getRecordNumber();
    if (row.size() != COLUMNS) {
      throw new StationListException(file, line, row.size() + " columns; there must be " + COLUMNS);
    }
    String id = row.get(0).strip();
    if (!id.matches("[A-Za-z0-9._:-]{3,64}")) {
      throw new StationListException(
          file, line, "id \"" + id + "\" must have 3 to 64 letters, digits, dots or hyphens");
    }
    return new Entry(
        id,
        row.get(1).strip(),
        number(file, line, "latitude", row.get(2), 90),
        number(file, line, "longitude", row.get(3), 180),
        row.get(4).strip(),
        zone(file, line, row.get(5)));
  }

  private static double number(Path file, long line, String what, String text, double most) {
    OptionalDouble number = DecimalNumber.parse(text.strip());
    if (number.isEmpty() || Math.abs(number.getAsDouble()) > most) {
      throw new StationListException(
          file, line, what + " \"" + text + "\" must be from -" + most + " to " + most);
    }
    return number.getAsDouble();
  }

  private static ZoneId zone(Path file, long line, String text) {
    try {
      return ZoneId.of(text.strip());
    } catch (DateTimeException unknown) {
      throw new StationListException(
          file, line, "time zone \"" + text + "\" must be one such as UTC-05:00");
    }
  }

  /**
   * A network of the list's stations, evenly taken, and of invented weather stations around them.
   */
  public StationNetwork network(int gauges, int weatherStations, long seed) {
    List<Entry> taken = new ArrayList<>();
    for (int number = 0; number < gauges; number++) {
      taken.add(entries.get((int) ((long) number * entries.size() / gauges)));
    }
    Randomness random = new Randomness(Randomness.mix(seed, 0x115));
    List<GaugeSite> sites = new Drainages(random).join(taken);
    List<WeatherSites.Anchor> anchors = new ArrayList<>();
    sites.forEach(site -> anchors.add(new WeatherSites.Anchor(site.place(), site.basin())));
    if (anchors.isEmpty()) {
      for (int number = 0; number < entries.size(); number++) {
        Entry entry = entries.get(number);
        Place place = new Place(entry.latitude(), entry.longitude(), 200);
        anchors.add(new WeatherSites.Anchor(place, number));
      }
    }
    WeatherSites weather = new WeatherSites(random, new Names(random));
    return StationNetwork.of(sites, weather.around(anchors, weatherStations));
  }
}
