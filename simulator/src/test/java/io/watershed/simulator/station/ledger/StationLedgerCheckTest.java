package io.watershed.simulator.station.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.simulator.ledger.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StationLedgerCheckTest {

  private static final String HEADER =
      "station_id,date,element,value_count,excluded_count,min_value,max_value,avg_value\n";

  @TempDir private Path folder;

  private final Comparison comparison = new Comparison();

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve(StationLedger.TOTALS),
        "{\"messages\":20,\"distinctObservations\":15,\"duplicates\":3,\"lateForSpeed\":4,"
            + "\"deadLetters\":{\"NOT_JSON\":2}}");
    Files.writeString(
        folder.resolve(StationLedger.EXPECTED_DAILY),
        """
        station_id,date,element,count,min,max,mean,good_count,good_min,good_max,good_mean
        1,2026-01-05,water_level,24,1.0,9.0,2.0,23,1.0,3.0,1.9
        2,2026-01-05,water_level,24,1.0,3.0,2.0,24,1.0,3.0,2.0
        """);
  }

  private void messages(long accepted) throws IOException {
    String stations =
        "{\"total\":{\"kafka\":20,\"accepted\":"
            + accepted
            + ",\"late\":4,\"duplicates\":3,\"deadLetters\":{\"NOT_JSON\":2}}}";
    StationLedgerCheck.messages(folder, new ObjectMapper().readTree(stations), comparison);
  }

  private StationLedgerCheck.Judgement days(String rows) throws IOException {
    Path file = Files.writeString(folder.resolve("days.csv"), HEADER + rows);
    return StationLedgerCheck.days(folder, file, comparison);
  }

  @Test
  void agreesWhenEveryClassDoes() throws IOException {
    assertThat(StationLedgerCheck.hasStations(folder)).isTrue();
    messages(11);
    assertThat(comparison.figures()).isEqualTo(5);
    assertThat(comparison.disagreements()).isZero();
  }

  @Test
  void namesAClassThatDiffers() throws IOException {
    messages(12);
    assertThat(comparison.differences())
        .containsExactly(new Comparison.Difference("stations: accepted", "11", "12"));
  }

  @Test
  void valuesThatWereLeftOutAreJudgedAndTheRestCompared() throws IOException {
    StationLedgerCheck.Judgement judgement =
        days(
            """
            1,2026-01-05,water_level,23,1,1.0,3.0,1.9
            2,2026-01-05,water_level,22,2,1.0,3.0,2.0
            """);
    assertThat(comparison.disagreements()).isZero();
    assertThat(judgement).isEqualTo(new StationLedgerCheck.Judgement(0, 2));
  }

  @Test
  void aFaultThatNobodyFoundIsToldAndItsFiguresCompared() throws IOException {
    StationLedgerCheck.Judgement judgement =
        days(
            """
            1,2026-01-05,water_level,24,0,1.0,9.0,2.0
            2,2026-01-05,water_level,24,0,1.0,3.0,2.5
            """);
    assertThat(judgement).isEqualTo(new StationLedgerCheck.Judgement(1, 0));
    assertThat(comparison.differences())
        .containsExactly(new Comparison.Difference("2 2026-01-05 water_level mean", "2.0", "2.5"));
  }

  @Test
  void namesAMissingValueAMissingRowAndASurplusRow() throws IOException {
    days(
        """
        1,2026-01-05,water_level,22,1,1.0,3.0,1.9
        3,2026-01-05,water_level,24,0,1.0,3.0,2.0
        """);
    assertThat(comparison.differences())
        .containsExactly(
            new Comparison.Difference("1 2026-01-05 water_level count", "24.0", "23.0"),
            new Comparison.Difference("day 2 2026-01-05 water_level", "a row", "no row"),
            new Comparison.Difference("day 3 2026-01-05 water_level", "no row", "a row"));
  }
}
