package io.watershed.simulator.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The DAIAD trial's layout, {@code user key;datetime;meter reading;diff}: each row is one interval
 * flow and one register reading, in litres.
 *
 * <p>Times are local ones of Madrid without a zone. In the autumn's repeated hour a household's
 * first row, in the file's order, has the summer offset and every further row the winter offset. A
 * time in the spring's missing hour counts from the offset before the change, an hour later on the
 * clock.
 */
final class DaiadFormat implements ReplayFormat {

  /** Where the meters live. */
  static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

  static final String HEADER = "user key;datetime;meter reading;diff";

  private static final ZoneRules RULES = ZONE.getRules();
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");

  private final Map<String, Household> households = new HashMap<>();

  /** What is remembered of one household: its key's bytes, and the repeated hour it was seen in. */
  private static final class Household {
    private final byte[] key;
    private final String id;
    private ZoneOffsetTransition repeatedHour;

    Household(String user) {
      this.key = user.getBytes(StandardCharsets.UTF_8);
      this.id = JsonCells.text(user);
    }
  }

  @Override
  public String name() {
    return "daiad";
  }

  /** The households read so far, by key. */
  Set<String> users() {
    return new TreeSet<>(households.keySet());
  }

  @Override
  public void requireHeader(String file, String line) {
    if (line == null || !line.trim().equals(HEADER)) {
      throw new ReplayFileException(
          file, 1, "the columns must be " + HEADER + ", not " + ReplayExcerpt.of(line));
    }
  }

  @Override
  public void read(String file, BufferedReader text, Target target) throws IOException {
    requireHeader(file, text.readLine());
    for (String line = text.readLine(); line != null; line = text.readLine()) {
      if (!line.isBlank()) {
        readRow(line, target);
      }
    }
  }

  private void readRow(String line, Target target) throws IOException {
    String[] cells = line.split(";", -1);
    LocalDateTime local = cells.length == 4 ? localTime(cells[1]) : null;
    if (local == null || cells[0].isBlank()) {
      target.badRow(cells[0], line);
      return;
    }
    Household household = households.computeIfAbsent(cells[0], Household::new);
    Instant instant = instant(local, household);
    String timestamp = '"' + WRITTEN.format(instant.atOffset(RULES.getOffset(instant))) + '"';
    long millis = instant.toEpochMilli();
    target.message(row(household, millis, timestamp, "\"Pulse1\"", "\"P1\"", cells[3]));
    target.message(row(household, millis, timestamp, "\"Pulse1_Total\"", "\"T1\"", cells[2]));
  }

  private static ReplayRow row(
      Household household, long millis, String timestamp, String type, String series, String cell) {
    return RawMessage.row(
        millis,
        true,
        household.key,
        household.id,
        timestamp,
        type,
        series,
        "\"L\"",
        JsonCells.value(cell.trim()));
  }

  private static Instant instant(LocalDateTime local, Household household) {
    ZoneOffsetTransition change = RULES.getTransition(local);
    if (change == null) {
      return local.toInstant(RULES.getOffset(local));
    }
    ZoneOffset offset = change.getOffsetBefore();
    if (change.isOverlap()) {
      if (change.equals(household.repeatedHour)) {
        offset = change.getOffsetAfter();
      }
      household.repeatedHour = change;
    }
    return local.toInstant(offset);
  }

  /** Reads {@code dd/mm/yyyy HH:MM:SS}; null when it is not that. */
  private static LocalDateTime localTime(String text) {
    if (text.length() != 19
        || text.charAt(2) != '/'
        || text.charAt(5) != '/'
        || text.charAt(10) != ' '
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return null;
    }
    try {
      return LocalDateTime.of(
          Integer.parseInt(text, 6, 10, 10),
          Integer.parseInt(text, 3, 5, 10),
          Integer.parseInt(text, 0, 2, 10),
          Integer.parseInt(text, 11, 13, 10),
          Integer.parseInt(text, 14, 16, 10),
          Integer.parseInt(text, 17, 19, 10));
    } catch (DateTimeException | NumberFormatException unreadable) {
      return null;
    }
  }
}
