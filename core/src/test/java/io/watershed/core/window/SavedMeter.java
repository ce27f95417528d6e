package io.watershed.core.window;

import io.watershed.core.alert.AlertType;
import io.watershed.core.alert.Breach;
import io.watershed.core.alert.MeterAlert;
import io.watershed.core.alert.Severity;
import io.watershed.core.reading.Measurement;
import io.watershed.core.settings.Settings;
import java.util.Map;
import java.util.Optional;

/** The meter whose state each release saved in the golden files. */
final class SavedMeter {

  static final WindowRules RULES = WindowRules.from(Settings.of(Map.of()));
  static final long START = 1_780_272_000_000L;
  private static final long MINUTE = 60_000;

  private SavedMeter() {}

  /** Readings of every measurement, some left out, one alert that goes on and one that ended. */
  static MeterWindows meter() {
    MeterWindows meter = MeterWindows.empty(RULES);
    for (int minute = 0; minute < 8; minute++) {
      for (Measurement measurement : Measurement.values()) {
        meter.take(
            measurement,
            START + minute * MINUTE + measurement.canonicalName().length(),
            1.25 * minute + measurement.canonicalName().length(),
            minute != 3,
            Optional.empty());
      }
    }
    meter.take(Measurement.FLOW, START - MINUTE, 2, true, Optional.empty());
    breach(meter, MeterAlert.HIGH_FLOW, Severity.CRITICAL, Measurement.FLOW, 9, 900, 600);
    breach(meter, MeterAlert.HIGH_FLOW, Severity.WARNING, Measurement.FLOW, 10, 450, 300);
    breach(meter, MeterAlert.LOW_BATTERY, Severity.INFO, Measurement.BATTERY, 9, 3.1, 3.2);
    meter.take(Measurement.BATTERY, START + 11 * MINUTE, 3.6, true, Optional.empty());
    meter.takeChangedWindows();
    meter.takeChangedEpisodes();
    return meter;
  }

  private static void breach(
      MeterWindows meter,
      AlertType type,
      Severity severity,
      Measurement measurement,
      int minute,
      double measured,
      double limit) {
    Breach breach = new Breach(type, severity, measured, limit);
    meter.take(measurement, START + minute * MINUTE, measured, true, Optional.of(breach));
  }
}
