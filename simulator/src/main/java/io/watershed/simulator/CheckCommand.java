package io.watershed.simulator;

import io.watershed.simulator.ledger.Comparison;
import io.watershed.simulator.ledger.LedgerCheck;
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
    description = "Compares the reconciliation and the exported CSVs with a run's ledger.")
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

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Comparison comparison = LedgerCheck.compare(ledger, exports, reconciliation);
    boolean agrees = comparison.disagreements() == 0;
    if (json) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("agrees", agrees);
      result.put("figures", comparison.figures());
      result.put("disagreements", comparison.disagreements());
      result.put("differences", comparison.differences());
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
    }
    return agrees ? 0 : DISAGREES;
  }
}
