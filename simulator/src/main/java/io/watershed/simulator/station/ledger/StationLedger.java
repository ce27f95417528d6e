package io.watershed.simulator.station.ledger;

import io.watershed.core.reading.DeadLetterReason;
import io.watershed.core.settings.Settings;
import io.watershed.simulator.ledger.LedgerFiles;
import io.watershed.simulator.ledger.MessageClass;
import io.watershed.simulator.station.Sample;
import io.watershed.simulator.station.SimulatedStation;
import io.watershed.simulator.station.StationObserver;
import io.watershed.simulator.station.StationPlan;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVPrinter;

/**
 * The books of one run of the stations: {@code stations.json} with the sums, {@code stations.csv}
 * with every station, {@code station_faults.csv} with every fault, flood and labelled message,
 * {@code station_floods.csv} with every flood, and {@code expected_station_daily.csv} with the
 * figures that must be found. Written as the run goes; never holds more than some days of it.
 */
public final class StationLedger implements StationObserver, Closeable {

  /** Name of the file with the sums. */
  public static final String TOTALS = "stations.json";

  /** Name of the file with the stations. */
  public static final String STATIONS = "stations.csv";

  /** Name of the file with the floods. */
  public static final String FLOODS = "station_floods.csv";

  /** Name of the file with daily figures. */
  public static final String EXPECTED_DAILY = "expected_station_daily.csv";

  private static final double DAY_MILLIS = 86_400_000;

  private final Path directory;
  private final StationPlan plan;
  private final StationFaultsFile faults;
  private final CSVPrinter floodsFile;
  private final CSVPrinter daily;
  private final FloodLog floods;
  private final StationAccountant accountant;
  private final StationDays[] days;
  private final Map<DeadLetterReason, Long> deadLetters = new TreeMap<>();

  private long messages;
  private long distinct;
  private long duplicates;
  private long late;
  private long values;
  private long faulty;
  private long floodCount;

  /**
   * The ledger of a run in a folder, which is created; files of an earlier run there are replaced.
   *
   * @throws IOException if the files cannot be created
   */
  public static StationLedger open(Path directory, StationPlan plan, Settings settings)
      throws IOException {
    Duration watermark = settings.duration("speed.watermark", Duration.ZERO, Duration.ofDays(3650));
    return new StationLedger(directory, plan, watermark.toMillis());
  }

  private StationLedger(Path directory, StationPlan plan, long latenessMillis) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.plan = plan;
    Files.deleteIfExists(directory.resolve(TOTALS));
    StationListFile.write(directory.resolve(STATIONS), plan.fleet());
    this.faults = new StationFaultsFile(directory.resolve(StationFaultsFile.NAME), plan.fleet());
    this.floodsFile =
        LedgerFiles.create(
            directory.resolve(FLOODS),
            "station_id",
            "behaviour",
            "high_water",
            "start",
            "peak",
            "peak_level",
            "end",
            "high_at_start");
    this.daily =
        LedgerFiles.create(
            directory.resolve(EXPECTED_DAILY),
            "station_id",
            "date",
            "element",
            "count",
            "min",
            "max",
            "mean",
            "good_count",
            "good_min",
            "good_max",
            "good_mean");
    this.floods = new FloodLog(plan.fleet(), this::writeFlood);
    this.accountant = new StationAccountant(plan, latenessMillis);
    List<SimulatedStation> stations = plan.fleet().stations();
    this.days = new StationDays[stations.size()];
    for (int station = 0; station < days.length; station++) {
      days[station] = new StationDays(stations.get(station), this::writeDay);
    }
  }

  @Override
  public void level(int station, long millis, double metres) {
    floods.add(station, millis, metres);
  }

  @Override
  public void sent(Sample sample, long sentMillis) {
    messages++;
    MessageClass kind = accountant.take(sample);
    if (kind == MessageClass.DUPLICATE) {
      duplicates++;
    } else {
      distinct++;
      late += kind == MessageClass.LATE ? 1 : 0;
      values += sample.thousandths().length;
      faulty += Integer.bitCount(sample.faulty());
      days[sample.station()].add(sample);
    }
    if (kind != MessageClass.ACCEPTED) {
      faults.label(kind.name(), id(sample.station()), "", sample.stampMillis(), sentMillis, "");
    }
  }

  @Override
  public void sentCorrupt(int station, DeadLetterReason reason, long sentMillis) {
    messages++;
    deadLetters.merge(reason, 1L, Long::sum);
    faults.label("CORRUPT", id(station), "", sentMillis, sentMillis, reason.name());
  }

  @Override
  public void label(
      String label, String stationId, String element, long from, long to, String detail) {
    faults.label(label, stationId, element, from, to, detail);
  }

  private String id(int station) {
    return plan.fleet().stations().get(station).id();
  }

  private void writeFlood(Flood flood) {
    floodCount++;
    FloodLog.label(plan.fleet(), flood, faults);
    SimulatedStation gauge = plan.fleet().stations().get(flood.station());
    LedgerFiles.print(
        floodsFile,
        gauge.id(),
        gauge.behaviour(),
        gauge.station().highWater(),
        LedgerFiles.instant(flood.startMillis()),
        LedgerFiles.instant(flood.peakMillis()),
        LedgerFiles.rounded(flood.peakMetres()),
        LedgerFiles.instant(flood.endMillis()),
        flood.atStart());
  }

  private void writeDay(ExpectedStationDay day) {
    LedgerFiles.print(
        daily,
        day.stationId(),
        day.date(),
        day.element(),
        day.all().count(),
        LedgerFiles.cell(day.all().min()),
        LedgerFiles.cell(day.all().max()),
        LedgerFiles.cell(day.all().mean()),
        day.good().count(),
        LedgerFiles.cell(day.good().min()),
        LedgerFiles.cell(day.good().max()),
        LedgerFiles.cell(day.good().mean()));
  }

  /** Closes the books at the end of the run and writes the sums. */
  public StationTotals finish(long endMillis) throws IOException {
    floods.finish();
    for (StationDays station : days) {
      station.finish();
    }
    Map<String, Long> reasons = new TreeMap<>();
    deadLetters.forEach((reason, count) -> reasons.put(reason.name(), count));
    StationTotals totals =
        new StationTotals(
            messages,
            distinct,
            duplicates,
            late,
            reasons,
            values,
            faulty,
            floodCount,
            plan.fleet().gauges(),
            days.length - plan.fleet().gauges(),
            plan.fleet().seed(),
            (endMillis - plan.startMillis()) / DAY_MILLIS,
            Instant.ofEpochMilli(plan.startMillis()).toString());
    close();
    LedgerFiles.writeTotals(directory.resolve(TOTALS), totals);
    return totals;
  }

  @Override
  public void close() throws IOException {
    faults.close();
    floodsFile.close();
    daily.close();
  }
}
