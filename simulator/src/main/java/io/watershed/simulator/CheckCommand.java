package io.watershed.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.simulator.ledger.Comparison;
import io.watershed.simulator.ledger.LedgerCheck;
import io.watershed.simulator.ledger.LedgerInput;
import io.watershed.simulator.station.ledger.FloodWarnings;
import io.watershed.simulator.station.ledger.StationLedgerCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code simulator check --ledger DIR --exports DIR --reconcile FILE}: does the pipeline agree with
 * the ledger of a generated run? Exit code 0 only if every figure does.
 */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Compares the reconciliation and the exported CSVs with a run's ledger.",
      "Where forecasts of water levels were exported, also tells how well they announced the"
          + " ledger's floods; that is no disagreement."
    })
final class CheckCommand implements Callable<Integer> {

  private static final int DISAGREES = 1;

  @Option(names = "--ledger", required = true, paramLabel = "DIR", description = "The ledger.")
  private Path ledger;

  @Option(
      names = "--exports",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the exported CSVs.")
  private Path exports;

  @Option(
      names = "--reconcile",
      required = true,
      paramLabel = "FILE",
      description = "What reconcile --json printed.")
  private Path reconciliation;

  @Option(
      names = "--station-days",
      paramLabel = "CSV",
      description =
          "Daily figures of the stations to compare: station_id, date, element, value_count,"
              + " excluded_count, min_value, max_value, avg_value.")
  private Path stationDays;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Comparison comparison = LedgerCheck.compare(ledger, exports, reconciliation);
    JsonNode stations = LedgerInput.json(reconciliation).path("stations");
    boolean hasStations = StationLedgerCheck.hasStations(ledger);
    boolean compared = hasStations && stations.isObject();
    if (compared) {
      StationLedgerCheck.messages(ledger, stations, comparison);
    }
    StationLedgerCheck.Judgement judgement =
        stationDays == null ? null : StationLedgerCheck.days(ledger, stationDays, comparison);
    Path forecasts = exports.resolve(FloodWarnings.FORECASTS);
    FloodWarnings floods =
        hasStations && Files.exists(forecasts) ? FloodWarnings.judge(ledger, forecasts) : null;
    boolean agrees = comparison.disagreements() == 0;
    if (json) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("agrees", agrees);
      result.put("figures", comparison.figures());
      result.put("disagreements", comparison.disagreements());
      result.put("differences", comparison.differences());
      result.put("stationsCompared", compared);
      result.put("stationDays", judgement);
      result.put("floods", floods);
      Output.json(result);
    } else {
      for (Comparison.Difference difference : comparison.differences()) {
        System.out.printf(
            "%s: expected %s, found %s%n",
            difference.what(), difference.expected(), difference.actual());
      }
      System.out.printf(
          "%d figures compared with the ledger, %d differ%n",
          comparison.figures(), comparison.disagreements());
      if (hasStations && !compared) {
        System.out.println("the reconciliation has no stations, so theirs were not compared");
      }
      if (judgement != null) {
        System.out.printf(
            "values of faulty sensors believed: %d; good values left out: %d%n",
            judgement.faultyBelieved(), judgement.goodExcluded());
      }
      if (floods != null) {
        System.out.printf(
            "floods: %d, announced %d, missed %d; false alarms %d; median lead time %s h%n",
            floods.floods(),
            floods.hits(),
            floods.misses(),
            floods.falseAlarms(),
            floods.medianLeadHours() == null ? "–" : floods.medianLeadHours());
      }
    }
    return agrees ? 0 : DISAGREES;
  }
}
