package io.watershed.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.QualityFlag;
import io.watershed.core.reading.Measurement;
import io.watershed.core.reading.Reading;
import io.watershed.core.settings.Settings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertRulesTest {

  private final AlertRules rules = new AlertRules(AlertLimits.from(Settings.of(Map.of())));

  @ParameterizedTest
  @CsvSource({
    "FLOW, Residential, 249.9, ",
    "FLOW, Residential, 250,   WARNING",
    "FLOW, Residential, 500,   CRITICAL",
    "FLOW, Commercial,  500,   ",
    "FLOW, Commercial,  750,   WARNING",
    "FLOW, Commercial,  1500,  CRITICAL",
    "BATTERY, Residential, 3.41, ",
    "BATTERY, Residential, 3.4,  WARNING",
    "BATTERY, Residential, 3.2,  CRITICAL",
    "DEVICE_TEMPERATURE, Residential, 49.9, ",
    "DEVICE_TEMPERATURE, Residential, 50,   WARNING",
    "DEVICE_TEMPERATURE_MAX, Residential, 60, CRITICAL",
    "TOTAL, Residential, 1000000, ",
  })
  void alertsAtItsLimits(Measurement measurement, String usage, double value, Severity severity) {
    Optional<Breach> breach = rules.check(reading(measurement, usage, value, Set.of()));
    assertThat(breach.map(Breach::severity)).isEqualTo(Optional.ofNullable(severity));
  }

  @Test
  void namesWhatWasMeasuredAndTheLimit() {
    assertThat(rules.check(reading(Measurement.FLOW, "Residential", 300, Set.of())))
        .contains(new Breach(MeterAlert.HIGH_FLOW, Severity.WARNING, 1200, 1000));
  }

  @Test
  void aReadingThatIsNotBelievedRaisesNothing() {
    assertThat(
            rules.check(
                reading(
                    Measurement.FLOW, "Residential", 1e6, Set.of(QualityFlag.FLOW_ABOVE_LIMIT))))
        .isEmpty();
  }

  private static EnrichedReading reading(
      Measurement measurement, String usage, double value, Set<QualityFlag> flags) {
    Meter meter =
        new Meter(
            "1",
            Optional.of(MeterType.DIGITAL),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.of(usage),
            ZoneId.of("Australia/Brisbane"));
    return new EnrichedReading(
        new Reading("1", measurement, 0, value, Duration.ofMinutes(15)), meter, flags);
  }
}
