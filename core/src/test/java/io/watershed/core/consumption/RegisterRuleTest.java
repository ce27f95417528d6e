package io.watershed.core.consumption;

import static io.watershed.core.quality.QualityFlag.REGISTER_LEAP;
import static io.watershed.core.quality.QualityFlag.REGISTER_STEP_BACK;
import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.meter.MeterType;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.QualityFlag;
import io.watershed.core.reading.Measurement;
import io.watershed.core.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegisterRuleTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private final Readings readings = Readings.of(MeterType.HOURLY, "Europe/Madrid");
  private final RegisterRule rule = new RegisterRule(ConsumptionLimits.from(Settings.of(Map.of())));

  @Test
  void believesARegisterThatCountsUp() {
    RegisterHistory history = hourly(1000, 1000, 1004, 1250);
    assertThat(flags(history)).allMatch(Set::isEmpty);
    assertThat(advance(history)).isEqualTo(250);
  }

  @Test
  void firstReadingAdvancesNothing() {
    RegisterHistory history = hourly(500_000);
    assertThat(history.spans()).isEmpty();
    assertThat(advance(history)).isZero();
  }

  @Test
  void flagsASingleGlitchUpwardsAndGoesOnFromTheValueBefore() {
    RegisterHistory history = hourly(1000, 1010, 249_510, 1020, 1030);
    assertThat(flags(history))
        .containsExactly(Set.of(), Set.of(), Set.of(REGISTER_LEAP), Set.of(), Set.of());
    assertThat(advance(history)).isEqualTo(30);
  }

  @Test
  void flagsASingleGlitchDownwardsAndGoesOnFromTheValueBefore() {
    RegisterHistory history = hourly(1000, 1010, 3, 1020);
    assertThat(flags(history))
        .containsExactly(Set.of(), Set.of(), Set.of(REGISTER_STEP_BACK), Set.of());
    assertThat(advance(history)).isEqualTo(20);
  }

  @Test
  void smallStepBackLosesNoWater() {
    RegisterHistory history = hourly(1000, 1100, 1043, 1120);
    assertThat(flags(history).get(2)).containsExactly(REGISTER_STEP_BACK);
    assertThat(advance(history)).isEqualTo(120);
  }

  @Test
  void goesOnFromALowerValueThatIsConfirmedBelowTheOldOne() {
    RegisterHistory history = hourly(1000, 1100, 1043, 1045, 1050);
    assertThat(flags(history).get(2)).containsExactly(REGISTER_STEP_BACK);
    assertThat(flags(history).get(3)).isEmpty();
    assertThat(advance(history)).isEqualTo(100 + 7);
  }

  @Test
  void countsNoWaterForAMeterExchange() {
    RegisterHistory history = hourly(500_000, 500_020, 0, 12, 40);
    assertThat(flags(history))
        .containsExactly(Set.of(), Set.of(), Set.of(REGISTER_STEP_BACK), Set.of(), Set.of());
    assertThat(advance(history)).isEqualTo(20 + 40);
  }

  @Test
  void countsNoWaterForAnExchangeToAHigherRegister() {
    RegisterHistory history = hourly(1000, 900_000, 900_010);
    assertThat(flags(history).get(1)).containsExactly(REGISTER_LEAP);
    assertThat(advance(history)).isEqualTo(10);
  }

  @Test
  void followsOneOfTwoInterleavedRegisters() {
    RegisterHistory history = hourly(100_000, 348_000, 100_005, 348_002, 100_010, 348_004, 100_020);
    assertThat(flags(history).stream().filter(flags -> !flags.isEmpty())).hasSize(3);
    assertThat(advance(history)).isEqualTo(20);
  }

  @Test
  void recoversWhenTheFirstReadingIsTheGlitch() {
    RegisterHistory history = hourly(900_000, 1010, 1020, 1030);
    assertThat(advance(history)).isEqualTo(20);
  }

  @Test
  void allowsMoreAdvanceTheMoreTimeHasPassed() {
    List<EnrichedReading> registers =
        List.of(
            readings.at(Measurement.TOTAL, START, 1000),
            readings.at(Measurement.TOTAL, START.plus(Duration.ofDays(30)), 41_000));
    assertThat(advance(rule.judge(registers))).isEqualTo(40_000);
    assertThat(hourly(1000, 41_000).spans()).isEmpty();
  }

  @Test
  void takesTheLimitItselfAndTheTolerance() {
    assertThat(hourly(0, 10_010).spans()).hasSize(1);
    assertThat(hourly(0, 10_011).spans()).isEmpty();
  }

  @Test
  void keepsTheFlagsAReadingHas() {
    EnrichedReading unknown = readings.at(Measurement.TOTAL, START.plusSeconds(3600), 0);
    EnrichedReading flagged =
        new EnrichedReading(unknown.reading(), unknown.meter(), Set.of(QualityFlag.UNKNOWN_METER));
    RegisterHistory history =
        rule.judge(List.of(readings.at(Measurement.TOTAL, START, 50), flagged));
    assertThat(flags(history).get(1))
        .containsExactlyInAnyOrder(QualityFlag.UNKNOWN_METER, REGISTER_STEP_BACK);
  }

  @Test
  void wholeDifferenceCountsWithoutAddingUpRoundings() {
    List<EnrichedReading> registers = new ArrayList<>();
    for (int i = 0; i <= 1000; i++) {
      registers.add(
          readings.at(Measurement.TOTAL, START.plusSeconds(900L * i), 1_234_567.1 + i * 0.1));
    }
    assertThat(advance(rule.judge(registers)))
        .isEqualTo(registers.get(1000).reading().value() - 1_234_567.1);
  }

  private RegisterHistory hourly(double... values) {
    List<EnrichedReading> registers = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      registers.add(readings.at(Measurement.TOTAL, START.plusSeconds(3600L * i), values[i]));
    }
    return rule.judge(registers);
  }

  private static double advance(RegisterHistory history) {
    return RegisterHistory.advanceLitres(history.spans());
  }

  private static List<Set<QualityFlag>> flags(RegisterHistory history) {
    return history.readings().stream().map(EnrichedReading::flags).toList();
  }
}
