package io.watershed.simulator.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The CSV texts of one path: a file, a folder of files, or a zip, in the order of their dates. */
final class ReplaySource {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final Pattern MONTH_AND_DAY =
      Pattern.compile("(" + String.join("|", MONTHS) + ")[a-z]*[ _-]*([0-9]{1,2})");

  private final Path path;

  private ReplaySource(Path path) {
    this.path = path;
  }

  /** The source at a path; nothing is read yet. */
  static ReplaySource at(Path path) {
    if (!Files.exists(path)) {
      throw new ReplayFileException(path, "no such file or folder");
    }
    return new ReplaySource(path);
  }

  /** Takes one CSV text, its name for messages to people. */
  interface PartReader {
    void read(String name, BufferedReader text) throws IOException;
  }

  /**
   * Reads all parts, one after the other.
   *
   * @throws ReplayFileException if there is no CSV in it
   */
  void forEachPart(PartReader reader) throws IOException {
    if (Files.isDirectory(path)) {
      for (Path file : filesOfFolder()) {
        try (InputStream in = Files.newInputStream(file)) {
          reader.read(file.toString(), text(in));
        }
      }
    } else if (path.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
      readZip(reader);
    } else {
      try (InputStream in = Files.newInputStream(path)) {
        reader.read(path.toString(), text(in));
      }
    }
  }

  private List<Path> filesOfFolder() throws IOException {
    try (Stream<Path> found = Files.list(path)) {
      List<Path> files =
          found
              .filter(file -> isCsv(file.toString()))
              .sorted(Comparator.comparing(file -> sortKey(file.getFileName().toString())))
              .toList();
      if (files.isEmpty()) {
        throw new ReplayFileException(path, "the folder holds no .csv file");
      }
      return files;
    }
  }

  private void readZip(PartReader reader) throws IOException {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      List<ZipEntry> entries = new ArrayList<>();
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!entry.isDirectory() && isCsv(entry.getName())) {
          entries.add(entry);
        }
      }
      if (entries.isEmpty()) {
        throw new ReplayFileException(path, "the zip holds no .csv file");
      }
      entries.sort(Comparator.comparing(entry -> sortKey(entry.getName())));
      for (ZipEntry entry : entries) {
        try (InputStream in = zip.getInputStream(entry)) {
          reader.read(path + "!" + entry.getName(), text(in));
        }
      }
    } catch (ZipException damaged) {
      throw new ReplayFileException(path, "not a readable zip: " + damaged.getMessage());
    }
  }

  private static boolean isCsv(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".csv") && !name.contains("__MACOSX");
  }

  /** Names such as {@code Digital Meter Data - July01.csv} by month and day, others by name. */
  static String sortKey(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    Matcher matcher = MONTH_AND_DAY.matcher(lower);
    String date = "";
    while (matcher.find()) {
      date =
          String.format(
              "%02d-%02d",
              MONTHS.indexOf(matcher.group(1)) + 1, Integer.parseInt(matcher.group(2)));
    }
    return date + lower;
  }

  private static BufferedReader text(InputStream in) throws IOException {
    // A byte that is no UTF-8 becomes the replacement character: one bad cell, not a failed file.
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    return reader;
  }
}
