package io.watershed.simulator.station.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloodWarningsTest {

  @TempDir private Path folder;

  @BeforeEach
  void aFloodFromNoonToSix() throws IOException {
    Files.write(
        folder.resolve(StationLedger.FLOODS),
        List.of(
            "station_id,behaviour,high_water,start,peak,peak_level,end,high_at_start",
            "A,RIVER,2.0,2026-05-02T12:00:00Z,2026-05-02T14:00:00Z,2.5,2026-05-02T18:00:00Z,false",
            "B,RIVER,3.0,2026-05-01T00:00:00Z,2026-05-01T01:00:00Z,3.1,2026-05-02T03:00:00Z,true"));
  }

  @Test
  void theLeadTimeCountsFromTheFirstWarningOfTheFlood() throws IOException {
    assertThat(
            judge(
                "A,2026-05-01T18:00:00Z,2026-05-02T12:00:00Z,0.4",
                "A,2026-05-02T03:00:00Z,2026-05-02T13:00:00Z,0.51",
                "A,2026-05-02T06:00:00Z,2026-05-02T12:00:00Z,0.9",
                "A,2026-05-02T18:00:00Z,2026-05-02T19:00:00Z,0.1"))
        .isEqualTo(new FloodWarnings(4, 1, 1, 0, 0, 9.0, 9.0));
  }

  @Test
  void aWarningThatComesWithTheWaterIsNone() throws IOException {
    assertThat(
            judge(
                "A,2026-05-02T03:00:00Z,2026-05-02T13:00:00Z,0.1",
                "A,2026-05-02T12:00:00Z,2026-05-02T13:00:00Z,0.9"))
        .isEqualTo(new FloodWarnings(2, 1, 0, 1, 0, null, null));
  }

  @Test
  void warningsThatFollowOneAnotherAreOneFalseAlarm() throws IOException {
    assertThat(
            judge(
                "C,2026-05-02T03:00:00Z,2026-05-02T09:00:00Z,0.9",
                "C,2026-05-02T04:00:00Z,2026-05-02T09:00:00Z,0.9",
                "C,2026-05-02T04:00:00Z,2026-05-02T10:00:00Z,0.9",
                "C,2026-05-02T10:00:00Z,2026-05-02T12:00:00Z,0.9",
                "A,2026-05-02T14:00:00Z,2026-05-02T15:00:00Z,0.9"))
        .as("the water of A is high when it is warned of")
        .isEqualTo(new FloodWarnings(4, 1, 0, 1, 2, null, null));
  }

  @Test
  void aFloodThatWasThereBeforeIsNotJudged() throws IOException {
    assertThat(
            judge(
                "B,2026-05-01T20:00:00Z,2026-05-01T23:00:00Z,0.9",
                "B,2026-05-02T02:00:00Z,2026-05-02T03:00:00Z,0.2"))
        .isEqualTo(new FloodWarnings(2, 0, 0, 0, 0, null, null));
  }

  @Test
  void aGaugeWithoutHighWaterWarnsOfNothing() throws IOException {
    assertThat(judge("D,2026-05-01T20:00:00Z,2026-05-01T23:00:00Z,"))
        .isEqualTo(new FloodWarnings(1, 0, 0, 0, 0, null, null));
  }

  private FloodWarnings judge(String... rows) throws IOException {
    Path forecasts = folder.resolve(FloodWarnings.FORECASTS);
    Files.writeString(
        forecasts,
        "station_id,issued_time,target_time,probability_high_water\n" + String.join("\n", rows));
    return FloodWarnings.judge(folder, forecasts);
  }
}
