package io.watershed.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BatchMainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run --from 2026-02-02 --to 2026-02-01 | the range is backwards: --from 2026-02-02 lies"
            + " after --to 2026-02-01; --from must be the same day or an earlier one",
        "run --from yesterday | --from yesterday is no date: a date such as 2026-01-31 is needed",
        "run --to 2026-02-30 | --to 2026-02-30 is no date: a date such as 2026-01-31 is needed",
        "run --days 3 | Unknown options: '--days', '3'",
      })
  void badInputIsOneSentenceAndExitCodeTwo(String arguments, String message) {
    assertThat(execute(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString().strip()).isEqualTo(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void settingOutOfRangeIsOneSentenceAndExitCodeTwo() {
    System.setProperty("watershed.batch.lookback-days", "0");
    try {
      assertThat(execute("run")).isEqualTo(2);
    } finally {
      System.clearProperty("watershed.batch.lookback-days");
    }
    assertThat(err.toString().strip())
        .isEqualTo(
            "setting watershed.batch.lookback-days = 0 is not allowed: it must be a whole number"
                + " from 1 to 60");
  }

  @Test
  void everyCommandHasHelp() {
    assertThat(execute("--help")).isZero();
    assertThat(execute("run", "--help")).isZero();
    assertThat(out.toString()).contains("--from=DATE").contains("reconcile");
  }

  private int execute(String... arguments) {
    CommandLine commandLine = BatchMain.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
