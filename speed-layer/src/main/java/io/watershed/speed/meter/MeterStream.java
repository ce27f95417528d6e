package io.watershed.speed.meter;

import io.watershed.core.alert.AlertLimits;
import io.watershed.core.alert.AlertRules;
import io.watershed.core.contract.Topic;
import io.watershed.core.settings.Settings;
import io.watershed.core.window.WindowRules;
import io.watershed.speed.sink.BatchFollower;
import io.watershed.speed.stream.DeviceUpdater;
import io.watershed.speed.stream.MessagePacker;
import io.watershed.speed.stream.SpeedStream;
import io.watershed.speed.stream.StreamSettings;

/** The stream of meters. */
public final class MeterStream {

  private MeterStream() {}

  /**
   * The stream of the settings {@code speed.*}, {@code alerts.*} and {@code fleet.*}.
   *
   * @throws io.watershed.core.settings.SettingsException if one is absent or out of range
   */
  public static SpeedStream<MeterChange> of(Settings settings) {
    WindowRules rules = WindowRules.from(settings);
    AlertLimits limits = AlertLimits.from(settings);
    SharedIntake intake = new SharedIntake(settings);
    return new SpeedStream<>(
        "speed",
        StreamSettings.from(settings, "speed", Topic.METER_READINGS),
        new MessagePacker<>(() -> new ReadingPacking(intake.get(), new AlertRules(limits))),
        new DeviceUpdater<>(new MeterMemory.OfMeters(rules)),
        new MeterDocuments(rules.shape().lengthMillis()),
        BatchFollower.NONE);
  }
}
