package io.watershed.simulator.engine;

import static io.watershed.simulator.TestFleet.DAY_MILLIS;
import static io.watershed.simulator.TestFleet.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.meter.Fleet;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.Intake;
import io.watershed.core.quality.QualityLimits;
import io.watershed.core.quality.QualityRules;
import io.watershed.core.reading.Measurement;
import io.watershed.core.reading.MessageLimits;
import io.watershed.core.reading.ReadingParser;
import io.watershed.core.settings.Settings;
import io.watershed.simulator.SentMessages;
import io.watershed.simulator.TestFleet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FleetSimulationTest {

  private static final Settings SETTINGS = Settings.of(Map.of());
  private static final long LONG_AFTER = START + 1000 * DAY_MILLIS;

  private static SentMessages run(long seed, double faultRate, int days) {
    SentMessages sent = new SentMessages();
    new FleetSimulation(TestFleet.plan(30, seed, faultRate), RunObserver.NONE)
        .finish(START + days * DAY_MILLIS, sent);
    return sent;
  }

  private static Intake intake() {
    return new Intake(
        new ReadingParser(MessageLimits.from(SETTINGS)),
        Fleet.of(TestFleet.meters(30), TestFleet.BRISBANE),
        new QualityRules(QualityLimits.from(SETTINGS)));
  }

  private static List<EnrichedReading> readings(SentMessages sent) {
    Intake intake = intake();
    List<EnrichedReading> readings = new ArrayList<>();
    for (SentMessages.Sent message : sent.all()) {
      if (intake.take(message.value(), LONG_AFTER) instanceof Intake.Outcome.Accepted accepted) {
        readings.add(accepted.reading());
      }
    }
    return readings;
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    assertThat(run(5, 4, 2).sha256()).isEqualTo(run(5, 4, 2).sha256());
  }

  @Test
  void anotherSeedGivesOtherBytes() {
    assertThat(run(5, 4, 1).sha256()).isNotEqualTo(run(6, 4, 1).sha256());
  }

  @Test
  void aRunInStepsIsTheRunInOneGo() {
    SentMessages inSteps = new SentMessages();
    FleetSimulation simulation = new FleetSimulation(TestFleet.plan(30, 5, 4), RunObserver.NONE);
    for (int hour = 1; hour <= 48; hour++) {
      simulation.runUntil(START + hour * 3_600_000L, inSteps);
    }
    simulation.finish(START + 2 * DAY_MILLIS, inSteps);
    assertThat(inSteps.sha256()).isEqualTo(run(5, 4, 2).sha256());
    assertThat(simulation.messages()).isEqualTo(inSteps.all().size());
  }

  @Test
  void aPerfectFleetSendsEveryRowOfTheSchemaOnceAndNothingElse() {
    SentMessages sent = run(3, 0, 1);
    List<EnrichedReading> readings = readings(sent);
    assertThat(readings).hasSameSizeAs(sent.all());
    // 15 digital meters with 2 rows in 96 intervals and 11 a day; 15 integrated ones with a flow in
    // 48 intervals, temperature and pressure every 4 hours and 5 rows a day.
    assertThat(readings).hasSize(15 * (2 * 96 + 11) + 15 * (48 + 2 * 6 + 5));
    Set<Measurement> measurements =
        readings.stream()
            .map(reading -> reading.reading().measurement())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Measurement.class)));
    assertThat(measurements).isEqualTo(EnumSet.allOf(Measurement.class));
  }

  @Test
  void everySpellingOfTheWireOccurs() {
    String all =
        run(3, 1, 1).all().stream().map(SentMessages.Sent::text).collect(Collectors.joining("\n"));
    assertThat(all)
        .contains("\"meter_id\":5")
        .contains("\"meter_id\":\"5")
        .contains(".000Z\"")
        .contains("+10:00\"")
        .contains("+11:00\"")
        .contains("\"measurement_type\":\"/10266/1\"")
        .contains("\"measurement_type\":\"10266/1\"")
        .contains("\"unit\":\"null\"")
        .contains("\"unit\":\"kL\"")
        .contains("\"unit\":\"dV\"");
  }

  @Test
  void rowsOfOneMeterComeOutOfOrder() {
    List<EnrichedReading> readings = readings(run(3, 1, 1));
    String meter = "50000000";
    List<Long> times =
        readings.stream()
            .filter(reading -> reading.reading().meterId().equals(meter))
            .filter(reading -> reading.reading().measurement() == Measurement.FLOW)
            .map(reading -> reading.reading().timestampMillis())
            .toList();
    assertThat(times).isNotEqualTo(times.stream().sorted().toList());
  }

  @Test
  void readingsTravelInEventOrderUpToUploadsAndOutages() {
    long highest = Long.MIN_VALUE;
    long most = 0;
    for (EnrichedReading reading : readings(run(3, 0, 2))) {
      long time = reading.reading().timestampMillis();
      highest = Math.max(highest, time);
      most = Math.max(most, highest - time);
    }
    // The longest time between two uploads is four hours.
    assertThat(most).isLessThanOrEqualTo(4 * 3_600_000L + 60_000);
  }
}
