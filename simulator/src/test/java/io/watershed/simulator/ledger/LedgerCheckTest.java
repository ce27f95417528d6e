package io.watershed.simulator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerCheckTest {

  private static final String DAILY_HEADER =
      "meter_id,date,measurement_type,total_value,avg_value,max_value,min_value,reading_count,"
          + "suburb,excluded_count\n";
  private static final String DAILY =
      DAILY_HEADER
          + "1,2026-01-05,Pulse1,30.0,15.0,20.0,10.0,2,BUDERIM,1\n"
          + "1,2026-01-06,Pulse1,5.000000000001,5.0,5.0,5.0,1,BUDERIM,0\n"
          + "1,2026-01-06,Battery,,3.6,3.6,3.6,1,BUDERIM,0\n";
  private static final String MONTHLY =
      """
      meter_id,month,measurement_type,monthly_total,monthly_avg
      1,2026-01,Pulse1,35.0,11.666666666666666
      1,2026-01,Battery,,3.6
      """;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve(Ledger.TOTALS),
        "{\"messages\":10,\"distinctReadings\":6,\"duplicates\":2,\"lateForSpeed\":1,"
            + "\"deadLetters\":{\"NOT_JSON\":2},\"unknownMeterReadings\":3,\"seed\":1,"
            + "\"days\":2.0,\"start\":\"2026-01-04T14:00:00Z\"}");
    Files.writeString(
        folder.resolve(Ledger.EXPECTED_DAILY),
        """
        meter_id,date,measurement_type,total,max,min,count,excluded,mean
        1,2026-01-05,Pulse1,30.0,20.0,10.0,2,1,15.0
        1,2026-01-06,Pulse1,5.0,5.0,5.0,1,0,5.0
        1,2026-01-06,Battery,,3.6,3.6,1,0,3.6
        """);
    Files.writeString(folder.resolve(LedgerCheck.DAILY), DAILY);
    Files.writeString(folder.resolve(LedgerCheck.MONTHLY), MONTHLY);
    reconciliation(5);
  }

  private void reconciliation(long accepted) throws IOException {
    Files.writeString(
        folder.resolve("reconcile.json"),
        "{\"agrees\":true,\"checks\":[],\"total\":{\"kafka\":10,\"accepted\":"
            + accepted
            + ",\"late\":1,\"duplicates\":2,\"deadLetters\":{\"NOT_JSON\":2},\"masterRows\":8,"
            + "\"hiveRows\":6,\"speedAccepted\":5,\"speedLate\":2,\"speedDuplicates\":1,"
            + "\"speedDeadLetters\":2},\"hours\":[],\"unknownMeterReadings\":3}");
  }

  private Comparison compare() throws IOException {
    return LedgerCheck.compare(folder, folder, folder.resolve("reconcile.json"));
  }

  @Test
  void agreesWhenEveryFigureDoes() throws IOException {
    Comparison comparison = compare();
    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.disagreements()).isZero();
    assertThat(comparison.figures()).isGreaterThan(30);
  }

  @Test
  void namesAMissingMessage() throws IOException {
    reconciliation(4);
    assertThat(compare().differences())
        .containsExactly(new Comparison.Difference("accepted", "5", "4"));
  }

  @Test
  void namesADifferentFigureAMissingAndASurplusRow() throws IOException {
    Files.writeString(
        folder.resolve(LedgerCheck.DAILY),
        DAILY_HEADER
            + "1,2026-01-05,Pulse1,31.0,15.0,20.0,10.0,2,BUDERIM,1\n"
            + "1,2026-01-06,Pulse1,5.0,5.0,5.0,5.0,1,BUDERIM,0\n"
            + "2,2026-01-06,Battery,,3.6,3.6,3.6,1,BUDERIM,0\n");
    assertThat(compare().differences())
        .containsExactly(
            new Comparison.Difference("1 2026-01-05 Pulse1 total", "30.0", "31.0"),
            new Comparison.Difference("day 1 2026-01-06 Battery", "a row", "no row"),
            new Comparison.Difference("day 2 2026-01-06 Battery", "no row", "a row"));
  }

  @Test
  void namesAMonthThatIsNotTheSumOfItsDays() throws IOException {
    Files.writeString(
        folder.resolve(LedgerCheck.MONTHLY), MONTHLY.replace("Pulse1,35.0", "Pulse1,36.0"));
    assertThat(compare().differences())
        .containsExactly(
            new Comparison.Difference("1 2026-01 Pulse1 monthly total", "35.0", "36.0"));
  }

  @Test
  void namesAFileThatIsAbsentOrOfAnotherLayout() throws IOException {
    Files.writeString(folder.resolve(LedgerCheck.MONTHLY), "a,b\n1,2\n");
    assertThatThrownBy(this::compare)
        .isInstanceOf(CheckInputException.class)
        .hasMessage(folder.resolve(LedgerCheck.MONTHLY) + ": line 1: column meter_id is absent");
    Files.delete(folder.resolve(LedgerCheck.DAILY));
    assertThatThrownBy(this::compare)
        .isInstanceOf(CheckInputException.class)
        .hasMessage(folder.resolve(LedgerCheck.DAILY) + ": no such file");
  }
}
