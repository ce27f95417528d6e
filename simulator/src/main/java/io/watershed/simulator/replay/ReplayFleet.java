package io.watershed.simulator.replay;

import io.watershed.core.meter.FleetFile;
import io.watershed.core.meter.MeterType;
import io.watershed.core.meter.UsageType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Puts the fleet list of a replay where the layers find it. */
public final class ReplayFleet {

  private ReplayFleet() {}

  /**
   * Checks a fleet list and copies it into the folder of further lists.
   *
   * @throws io.watershed.core.meter.FleetFileException if the list cannot be used
   */
  public static Path install(Path list, Path directory, ZoneId defaultZone) throws IOException {
    FleetFile.read(list, defaultZone);
    Path target = target(directory, list.getFileName().toString());
    if (Files.exists(target) && Files.isSameFile(list, target)) {
      return target;
    }
    Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
    Files.copy(list, temporary, StandardCopyOption.REPLACE_EXISTING);
    return move(temporary, target);
  }

  /** Writes the list of the DAIAD trial's meters into the folder of further lists. */
  public static Path writeDaiad(Set<String> users, Path directory) throws IOException {
    Path target = target(directory, "daiad.csv");
    Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
    List<String> header = new ArrayList<>(FleetFile.COLUMNS);
    header.add(FleetFile.ZONE);
    try (BufferedWriter file = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8);
        CSVPrinter printer =
            new CSVPrinter(file, CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get())) {
      printer.printRecord(header);
      for (String user : users) {
        printer.printRecord(
            user,
            MeterType.HOURLY.label(),
            "ALICANTE",
            "#N/A",
            UsageType.RESIDENTIAL.wireName(),
            DaiadFormat.ZONE.getId());
      }
    }
    return move(temporary, target);
  }

  private static Path target(Path directory, String name) throws IOException {
    Files.createDirectories(directory);
    return directory.resolve(name.endsWith(".csv") ? name : name + ".csv");
  }

  private static Path move(Path temporary, Path target) throws IOException {
    return Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
