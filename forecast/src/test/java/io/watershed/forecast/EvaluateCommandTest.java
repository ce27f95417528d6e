package io.watershed.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("slow")
class EvaluateCommandTest {

  private static final Instant JANUARY = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant FEBRUARY = Instant.parse("2020-02-01T00:00:00Z");
  private static final Instant MARCH = Instant.parse("2020-03-01T00:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void fitsChoosesJudgesAndPrintsTheTable() throws IOException {
    Path january = river("january.csv", JANUARY, 1);
    Path february = river("february.csv", FEBRUARY, 2);
    Path march = river("march.csv", MARCH, 3);

    int code = run("--fit", january.toString(), "--choose", february.toString(), march.toString());

    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("fitted on " + january)
        .contains("chosen on " + february + ", then fitted on it too")
        .contains("judged on " + march)
        .contains("4 stations used, 0 left out; 1,920 levels read")
        .containsPattern("(?m)^ +6 +1,\\d{3} \\|")
        .containsPattern("(?m)^ +24 +1,\\d{3} \\|");
  }

  @Test
  void theJsonHoldsEveryStationAndLeadTimeAndAgreesWithItself() throws IOException {
    Path january = river("january.csv", JANUARY, 1);
    Path march = river("march.csv", MARCH, 3);

    int code = run("--json", "--fit", january.toString(), march.toString());

    assertThat(code).isZero();
    JsonNode judged = JSON.readTree(out.toString()).path("judged").path(0);
    assertThat(judged.path("leads")).hasSize(24);
    assertThat(judged.path("stations")).hasSize(4);
    JsonNode sixth = judged.path("leads").path(5);
    double weighted = 0;
    long forecasts = 0;
    for (JsonNode station : judged.path("stations")) {
      assertThat(station.path("leads")).hasSize(24);
      JsonNode row = station.path("leads").path(5);
      assertThat(row.path("lead").asInt()).isEqualTo(6);
      weighted += row.path("mae").asDouble() * row.path("forecasts").asLong();
      forecasts += row.path("forecasts").asLong();
    }
    assertThat(sixth.path("pooled").path("forecasts").asLong()).isEqualTo(forecasts);
    assertThat(sixth.path("pooled").path("mae").asDouble())
        .isCloseTo(weighted / forecasts, within(1e-9));
    assertThat(sixth.path("pooled").path("below_persistence").asDouble()).isPositive();
  }

  @Test
  void refusesToJudgeOnWhatItWasFittedOn() throws IOException {
    Path january = river("january.csv", JANUARY, 1);

    int code = run("--fit", january.toString(), january.toString());

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString())
        .contains("both hold station A")
        .contains("what is learned from must not be what is judged on");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void refusesAPeriodThatOverlapsForOneStation() throws IOException {
    Path january = river("january.csv", JANUARY, 1);
    Path within = river("overlap.csv", JANUARY.plusSeconds(86_400 * 10), 2);
    Path march = river("march.csv", MARCH, 3);

    assertThat(run("--fit", january.toString(), within.toString())).isEqualTo(2);
    assertThat(run("--fit", january.toString(), "--choose", within.toString(), march.toString()))
        .isEqualTo(2);
    assertThat(errors.toString()).contains("(--fit)").contains("(--choose)");
  }

  @Test
  void aMonthMayFollowAMonth() throws IOException {
    Path first = river("first.csv", JANUARY, 1);
    // Begins with the hour for which the last level of the first stands.
    Path next = river("next.csv", JANUARY.plusSeconds(479 * 3600L), 2);

    assertThat(run("--fit", first.toString(), next.toString())).isZero();
  }

  @Test
  void saysWhenTheFitIsLaterThanWhatIsJudged() throws IOException {
    Path january = river("january.csv", JANUARY, 1);
    Path march = river("march.csv", MARCH, 3);

    assertThat(run("--fit", march.toString(), january.toString())).isZero();
    assertThat(out.toString()).contains("note: " + march + " (--fit) is later than " + january);
  }

  @Test
  void badInputIsOneSentenceAndExitCodeTwo() throws IOException {
    Path january = river("january.csv", JANUARY, 1);
    Path bad = Files.writeString(folder.resolve("bad.csv"), "station,time,level\nA,x,1\n");

    assertThat(run("--fit", january.toString(), bad.toString())).isEqualTo(2);
    assertThat(errors.toString())
        .isEqualTo(
            bad
                + ", line 2: time is 'x', but must be a time with an offset, such as"
                + " 2020-01-08T15:45:00Z"
                + System.lineSeparator());
    assertThat(run("--fit", january.toString())).isEqualTo(2);
    assertThat(run(january.toString())).isEqualTo(2);
    assertThat(run("--fit", folder.toString(), january.toString())).isEqualTo(2);
  }

  @Test
  void refusesAFileWithoutAUsableStation() throws IOException {
    Path january = river("january.csv", JANUARY, 1);
    Path few =
        Files.writeString(
            folder.resolve("few.csv"), "station,time,level\nA,2020-03-01T00:00:00Z,1\n");

    assertThat(run("--fit", january.toString(), few.toString())).isEqualTo(2);
    assertThat(errors.toString()).contains("few.csv has no station with levels in 48 hours");
  }

  @Test
  void explainsItself() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("--fit=PATH").contains("--choose=PATH").contains("--json");
  }

  private int run(String... arguments) {
    CommandLine command =
        ForecastMain.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(errors, true));
    String[] all = new String[arguments.length + 1];
    all[0] = "evaluate";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return command.execute(all);
  }

  /** Twenty days of four gauges that rise with the same rain and drain at speeds of their own. */
  private Path river(String name, Instant start, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("station,time,level,latitude,longitude\n");
    double[] stored = {0.4, 0.4, 0.4, 0.4};
    double rain = 0;
    for (int hour = 0; hour < 480; hour++) {
      rain = random.nextInt(50) == 0 ? 0.2 : rain * 0.6;
      for (int gauge = 0; gauge < stored.length; gauge++) {
        stored[gauge] = stored[gauge] * (0.96 - 0.01 * gauge) + rain;
        text.append((char) ('A' + gauge))
            .append(',')
            .append(start.plusSeconds(3600L * hour))
            .append(',')
            .append(Math.round(1_000 * (gauge + stored[gauge])) / 1_000.0)
            .append(",45.")
            .append(gauge)
            .append(",-75\n");
      }
    }
    return Files.writeString(folder.resolve(name), text.toString());
  }
}
