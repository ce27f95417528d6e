package io.watershed.simulator.fleet;

import io.watershed.core.meter.FleetFile;
import io.watershed.core.meter.MeterType;
import io.watershed.core.meter.UsageType;
import io.watershed.simulator.random.Randomness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Invents a fleet list in the publisher's layout: suburbs of the Sunshine Coast with their
 * postcodes, both device families and usage types in the shares of the real list, no real meter.
 */
public final class FleetGenerator {

  private static final String MISSING = "#N/A";
  private static final double DIGITAL_SHARE = 848.0 / 2817;
  private static final double BUSINESS_SHARE = 166.0 / 2817;
  private static final double NO_USAGE_SHARE = 14.0 / 2817;
  private static final double NO_SUBURB_SHARE = 7.0 / 2817;
  // Below the range of the simulator's unknown meters, and free of the publisher's ids.
  private static final int LOWEST_ID = 50_000_000;
  private static final int IDS = 7_000_000;

  private record Suburb(String name, int postcode, int weight) {}

  private static final Suburb[] SUBURBS = {
    new Suburb("BUDERIM", 4556, 54),
    new Suburb("MAROOCHYDORE", 4558, 20),
    new Suburb("KULUIN", 4558, 12),
    new Suburb("MOUNTAIN CREEK", 4557, 5),
    new Suburb("BLI BLI", 4560, 3),
    new Suburb("CALOUNDRA", 4551, 1),
    new Suburb("COOLUM BEACH", 4573, 1),
    new Suburb("MALENY", 4552, 1),
    new Suburb("NAMBOUR", 4560, 1),
    new Suburb("SIPPY DOWNS", 4556, 1),
    new Suburb("MOOLOOLABA", 4557, 1)
  };

  private FleetGenerator() {}

  /**
   * Writes a list of meters. The shares of both families are exact, all else is drawn.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, int meters, long seed) throws IOException {
    Randomness random = new Randomness(Randomness.mix(seed, meters));
    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path temporary = absolute.resolveSibling(absolute.getFileName() + ".tmp");
    try (CSVPrinter printer =
        new CSVPrinter(
            Files.newBufferedWriter(temporary, StandardCharsets.UTF_8),
            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get())) {
      printer.printRecord(FleetFile.COLUMNS);
      int digitalLeft = (int) Math.round(meters * DIGITAL_SHARE);
      int left = meters;
      for (int id : ids(meters, random)) {
        boolean digital = random.nextInt(left) < digitalLeft;
        left--;
        digitalLeft -= digital ? 1 : 0;
        Suburb suburb = suburb(random);
        boolean known = !random.chance(NO_SUBURB_SHARE);
        printer.printRecord(
            id,
            (digital ? MeterType.DIGITAL : MeterType.INTEGRATED).label(),
            known ? suburb.name() : MISSING,
            known ? Integer.toString(suburb.postcode()) : MISSING,
            usage(random));
      }
    }
    Files.move(temporary, absolute, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Set<Integer> ids(int meters, Randomness random) {
    Set<Integer> ids = new TreeSet<>();
    while (ids.size() < meters) {
      ids.add(LOWEST_ID + random.nextInt(IDS));
    }
    return ids;
  }

  private static Suburb suburb(Randomness random) {
    int draw = random.nextInt(100);
    for (Suburb suburb : SUBURBS) {
      draw -= suburb.weight();
      if (draw < 0) {
        return suburb;
      }
    }
    return SUBURBS[0];
  }

  private static String usage(Randomness random) {
    double draw = random.nextDouble();
    if (draw < BUSINESS_SHARE) {
      return UsageType.NON_RESIDENTIAL.wireName();
    }
    return draw < BUSINESS_SHARE + NO_USAGE_SHARE ? MISSING : UsageType.RESIDENTIAL.wireName();
  }
}
