package io.watershed.simulator.ledger;

import io.watershed.core.quality.QualityLimits;
import io.watershed.core.reading.DeadLetterReason;
import io.watershed.core.settings.Settings;
import io.watershed.simulator.engine.RunObserver;
import io.watershed.simulator.engine.RunPlan;
import io.watershed.simulator.model.Device;
import io.watershed.simulator.model.Row;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVPrinter;

/**
 * The books of one run: {@code ledger.json} with the sums, {@code faults.csv} with every fault and
 * every labelled message, {@code expected_daily.csv} with the figures the batch layer must find.
 * Written as the run goes; never holds more than a day of it.
 */
public final class Ledger implements RunObserver, Closeable {

  /** Name of the file with the sums. */
  public static final String TOTALS = "ledger.json";

  /** Name of the file with faults and labelled messages. */
  public static final String FAULTS = "faults.csv";

  /** Name of the file with daily figures. */
  public static final String EXPECTED_DAILY = "expected_daily.csv";

  private static final double DAY_MILLIS = 86_400_000;

  private final Path directory;
  private final FaultsFile faults;
  private final CSVPrinter daily;
  private final Map<DeadLetterReason, Long> deadLetters = new TreeMap<>();

  private final RunPlan plan;
  private final Accountant accountant;
  private final DailyExpectation[] expectations;
  private long messages;
  private long distinct;
  private long duplicates;
  private long late;
  private long unknown;

  /**
   * The ledger of a run in a folder, which is created; files of an earlier run there are replaced.
   *
   * @throws IOException if the files cannot be created
   */
  public static Ledger open(Path directory, RunPlan plan, Settings settings) throws IOException {
    Duration watermark = settings.duration("speed.watermark", Duration.ZERO, Duration.ofDays(3650));
    return new Ledger(directory, plan, QualityLimits.from(settings), watermark.toMillis());
  }

  Ledger(Path directory, RunPlan plan, QualityLimits limits, long latenessMillis)
      throws IOException {
    this.directory = Files.createDirectories(directory);
    this.plan = plan;
    Files.deleteIfExists(directory.resolve(TOTALS));
    this.faults = new FaultsFile(directory.resolve(FAULTS));
    this.daily =
        LedgerFiles.create(
            directory.resolve(EXPECTED_DAILY),
            "meter_id",
            "date",
            "measurement_type",
            "total",
            "max",
            "min",
            "count",
            "excluded",
            "mean");
    int meters = plan.meters().size();
    this.accountant =
        new Accountant(meters, plan.startMillis() / Device.SLOT_MILLIS, latenessMillis);
    this.expectations = new DailyExpectation[meters];
    for (int meter = 0; meter < meters; meter++) {
      expectations[meter] =
          new DailyExpectation(plan.meters().get(meter), limits, this::writeExpected);
    }
  }

  @Override
  public void measured(int meter, Row row) {
    expectations[meter].add(row);
  }

  @Override
  public void sent(int meter, Row row, long sentMillis) {
    messages++;
    if (meter >= plan.knownMeters()) {
      unknown++;
    }
    MessageClass kind = accountant.take(meter, row);
    switch (kind) {
      case ACCEPTED -> distinct++;
      case LATE -> {
        distinct++;
        late++;
        labelMessage(kind.name(), meter, row, sentMillis);
      }
      case DUPLICATE -> {
        duplicates++;
        labelMessage(kind.name(), meter, row, sentMillis);
      }
    }
  }

  private void labelMessage(String label, int meter, Row row, long sentMillis) {
    faults.label(
        label,
        plan.meters().get(meter).id(),
        row.timestampMillis(),
        sentMillis,
        row.channel().measurement().canonicalName());
  }

  @Override
  public void sentCorrupt(int meter, DeadLetterReason reason, long sentMillis) {
    messages++;
    deadLetters.merge(reason, 1L, Long::sum);
    faults.label("CORRUPT", plan.meters().get(meter).id(), sentMillis, sentMillis, reason.name());
  }

  @Override
  public void label(String label, String meterId, long fromMillis, long toMillis, String detail) {
    faults.label(label, meterId, fromMillis, toMillis, detail);
  }

  /** Closes the books at the end of the run and writes the sums. */
  public LedgerTotals finish(long endMillis) throws IOException {
    for (DailyExpectation expectation : expectations) {
      expectation.finishDay();
    }
    Map<String, Long> reasons = new TreeMap<>();
    deadLetters.forEach((reason, count) -> reasons.put(reason.name(), count));
    LedgerTotals totals =
        new LedgerTotals(
            messages,
            distinct,
            duplicates,
            late,
            reasons,
            unknown,
            plan.seed(),
            (endMillis - plan.startMillis()) / DAY_MILLIS,
            Instant.ofEpochMilli(plan.startMillis()).toString());
    close();
    LedgerFiles.writeTotals(directory.resolve(TOTALS), totals);
    return totals;
  }

  private void writeExpected(ExpectedDay day) {
    LedgerFiles.print(
        daily,
        day.meterId(),
        day.date(),
        day.measurement(),
        LedgerFiles.cell(day.total()),
        LedgerFiles.cell(day.max()),
        LedgerFiles.cell(day.min()),
        day.count(),
        day.excluded(),
        LedgerFiles.cell(day.mean()));
  }

  @Override
  public void close() throws IOException {
    faults.close();
    daily.close();
  }
}
