package io.watershed.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.watershed.core.reading.Measurement;
import io.watershed.core.reading.MessageLimits;
import io.watershed.core.reading.ParsedMessage;
import io.watershed.core.reading.Reading;
import io.watershed.core.reading.ReadingParser;
import io.watershed.core.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of the real DAIAD trial: 674,019 rows of 92 households, grouped by household, with
 * local times. Skipped where the file is absent.
 *
 * <p>The publisher's 78 pairs of equal (user, time) all lie in the repeated hour of 30 October
 * 2016. In 68 of them the two rows are an hour apart; in 10 the household has a third, earlier row
 * in that hour, so that both rows of the pair mean the same instant and are duplicates.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class DaiadFileTest {

  private record Identity(String meter, Measurement measurement, long time) {}

  @TempDir static Path folder;

  private final ReadingParser parser = new ReadingParser(MessageLimits.from(Settings.of(Map.of())));
  private final Set<Identity> identities = new HashSet<>();
  private final Map<String, Long> lastRegister = new HashMap<>();
  private ReplayResult result;
  private long rejected;
  private long duplicates;
  private long outOfOrder;
  private long lastTime = Long.MIN_VALUE;
  private double litres;
  private long negativeFlows;
  private long stepsBack;

  @BeforeAll
  void replay() throws Exception {
    Path home = Settings.home();
    Path data =
        Path.of(
            System.getProperty("watershed.realData", home.resolve("../shared/data").toString()));
    Path zip = data.resolve("water-meters/daiad/swm_trialA.zip");
    assumeTrue(Files.exists(zip), () -> "the DAIAD file " + zip + " is absent");
    try (Replay replay = Replay.daiad(folder)) {
      replay.requireLayout(zip);
      replay.read(zip, messages -> {});
      result =
          replay.send(
              (key, value) -> take(value),
              ReplaySpeed.parse("max"),
              Replay.Shift.NONE,
              0,
              new CountDownLatch(1),
              sent -> {},
              null);
    }
  }

  private void take(byte[] value) {
    ParsedMessage parsed = parser.parse(value, Long.MAX_VALUE / 2);
    if (!(parsed instanceof ParsedMessage.Accepted accepted)) {
      rejected++;
      return;
    }
    Reading reading = accepted.reading();
    outOfOrder += reading.timestampMillis() < lastTime ? 1 : 0;
    lastTime = reading.timestampMillis();
    if (reading.measurement() == Measurement.FLOW) {
      litres += reading.value();
      negativeFlows += reading.value() < 0 ? 1 : 0;
    }
    if (!identities.add(
        new Identity(reading.meterId(), reading.measurement(), reading.timestampMillis()))) {
      duplicates++;
      return;
    }
    if (reading.measurement() == Measurement.TOTAL) {
      Long before = lastRegister.put(reading.meterId(), (long) reading.value());
      stepsBack += before != null && reading.value() < before ? 1 : 0;
    }
  }

  @Test
  void everyRowBecomesOneFlowAndOneRegisterReading() {
    assertThat(result.rows()).isEqualTo(674_019);
    assertThat(result.messages()).isEqualTo(2 * 674_019);
    assertThat(result.meters()).isEqualTo(92);
    assertThat(result.badRows()).isZero();
    assertThat(rejected).isZero();
  }

  @Test
  void householdsAreMergedIntoEventOrder() {
    assertThat(outOfOrder).isZero();
    assertThat(result.from()).isEqualTo("2016-02-29T23:00:49Z");
    assertThat(result.to()).isEqualTo("2017-02-28T21:59:50Z");
  }

  @Test
  void ofThe78PairsOfEqualTimesTenAreDuplicatesAndTheOthersTwoInstants() {
    assertThat(duplicates).isEqualTo(2 * 10);
  }

  @Test
  void backwardStepsReachThePipelineAsTheyAre() {
    assertThat(negativeFlows).isEqualTo(203);
    // In the order of instants; in the file's order there are 203.
    assertThat(stepsBack).isBetween(190L, 203L);
  }

  @Test
  void noLitreIsLostOrMade() {
    // The sum of the file's last column.
    assertThat(litres).isEqualTo(7_732_971);
  }
}
