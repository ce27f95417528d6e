package io.watershed.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.meter.FleetFile;
import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.settings.Settings;
import io.watershed.simulator.ledger.Ledger;
import io.watershed.simulator.station.ledger.StationLedger;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class SimulatorMainTest {

  @TempDir private Path folder;

  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    return SimulatorMain.run(new PrintWriter(errors, true), arguments);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private void refuses(String message, String... arguments) {
    errors.getBuffer().setLength(0);
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(errors.toString().strip()).isEqualTo(message);
    assertThat(folder.resolve("ledger")).doesNotExist();
  }

  @Test
  void badOptionsAreAnsweredWithOneSentenceAndExitCodeTwo() {
    String ledger = path("ledger");
    refuses(
        "option --days = 0 is not allowed: it must be from 1 to 3660",
        "generate",
        "--days",
        "0",
        "--ledger",
        ledger);
    refuses(
        "option --rate = slow is not allowed: it must be max or a number of messages a second"
            + " above 0",
        "generate",
        "--days",
        "1",
        "--rate",
        "slow",
        "--ledger",
        ledger);
    refuses(
        "option --meters = 99999 is not allowed: it must be from 1 to 2817",
        "generate",
        "--days",
        "1",
        "--meters",
        "99999",
        "--ledger",
        ledger);
    refuses(
        "option --gauges = -1 is not allowed: it must be from 0 to 20000",
        "generate",
        "--days",
        "1",
        "--gauges",
        "-1",
        "--ledger",
        ledger);
    refuses(
        path("none.csv") + ": no such file",
        "generate",
        "--days",
        "1",
        "--stations",
        path("none.csv"),
        "--ledger",
        ledger);
    refuses(
        "option --format = xml is not allowed: it must be qld or daiad",
        "replay",
        "--format",
        "xml",
        path("a.csv"));
    refuses(
        "option --speed = fast is not allowed: it must be max or a multiple of the clock such as"
            + " 60x",
        "replay",
        "--format",
        "qld",
        "--speed",
        "fast",
        path("a.csv"));
    refuses(path("a.csv") + ": no such file or folder", "replay", "--format", "qld", path("a.csv"));
    refuses(
        "option --backfill = soon is not allowed: it must be a duration such as 24h, 90m or 2d, at"
            + " most 366d",
        "live",
        "--backfill",
        "soon");
  }

  @Test
  void aStartThatIsNoPastDayIsRefused() {
    assertThat(run("generate", "--days", "1", "--start", "2999-01-01", "--ledger", path("ledger")))
        .isEqualTo(2);
    assertThat(errors.toString())
        .startsWith(
            "option --start = 2999-01-01 is not allowed: it must be a date from 2000-01-02");
    assertThat(run("generate", "--days", "1", "--start", "May Day", "--ledger", path("ledger")))
        .isEqualTo(2);
  }

  @Test
  void aBadFleetListIsNamedWithItsLine() throws IOException {
    Path list = folder.resolve("list.csv");
    Files.writeString(
        list,
        """
        managedObjects_id,Meter Type,Suburb,Postcode,Usage Type
        1,captis_pulse,A,4556,X
        1,captis_pulse,A,4556,X
        """);
    refuses(
        list + ", line 3: meter id 1 stands already in line 2",
        "generate",
        "--days",
        "1",
        "--metadata",
        list.toString(),
        "--ledger",
        path("ledger"));
  }

  @Test
  void everyCommandHasHelp() {
    for (String command : List.of("live", "generate", "replay", "check", "fleet", "measure")) {
      assertThat(SimulatorMain.run(new PrintWriter(errors), command, "--help")).isZero();
    }
  }

  @Test
  void generateWritesMessagesAndLedger() throws IOException {
    String output = path("messages.jsonl");
    assertThat(
            run(
                "generate",
                "--days",
                "1",
                "--start",
                "2026-01-05",
                "--meters",
                "20",
                "--gauges",
                "40",
                "--weather-stations",
                "20",
                "--seed",
                "4",
                "--ledger",
                path("books"),
                "--output",
                output))
        .as("%s", errors)
        .isZero();
    assertThat(folder.resolve("books").resolve(Ledger.TOTALS))
        .content()
        .contains("\"start\" : \"2026-01-04T14:00:00Z\"")
        .contains("\"days\" : 1.0");
    assertThat(folder.resolve("books").resolve(Ledger.TOTALS))
        .content()
        .contains("\"messages\" : " + lines(output) + ",");
    assertThat(folder.resolve("books").resolve(StationLedger.TOTALS))
        .content()
        .contains("\"messages\" : " + lines(path("stations-messages.jsonl")) + ",")
        .contains("\"gauges\" : 40,")
        .contains("\"weatherStations\" : 20,");
  }

  private static long lines(String file) throws IOException {
    try (var all = Files.lines(Path.of(file), StandardCharsets.ISO_8859_1)) {
      return all.count();
    }
  }

  @Test
  void stationsCanBeTurnedOff() throws IOException {
    assertThat(
            run(
                "generate",
                "--days",
                "1",
                "--start",
                "2026-01-05",
                "--meters",
                "20",
                "--gauges",
                "0",
                "--weather-stations",
                "0",
                "--ledger",
                path("books"),
                "--output",
                path("messages.jsonl")))
        .as("%s", errors)
        .isZero();
    assertThat(lines(path("stations-messages.jsonl"))).isZero();
    assertThat(folder.resolve("books").resolve(StationLedger.TOTALS))
        .content()
        .contains("\"messages\" : 0,");
  }

  @Test
  void theFleetThatShipsHasTheSharesOfTheRealOneAndCanBeMadeAgain() throws IOException {
    Path shipped = Settings.home().resolve("data/fleet.csv");
    List<Meter> meters = FleetFile.read(shipped, TestFleet.BRISBANE);
    assertThat(meters).hasSize(2817);
    assertThat(
            meters.stream()
                .filter(meter -> meter.type().equals(java.util.Optional.of(MeterType.INTEGRATED))))
        .hasSize(1969);
    assertThat(meters.stream().filter(meter -> meter.suburb().isEmpty())).isNotEmpty();
    assertThat(meters).allMatch(meter -> meter.id().matches("[0-9]{8}"));
    assertThat(run("fleet", "--seed", "20", "--out", path("again.csv"))).isZero();
    assertThat(folder.resolve("again.csv")).hasSameTextualContentAs(shipped);
  }
}
