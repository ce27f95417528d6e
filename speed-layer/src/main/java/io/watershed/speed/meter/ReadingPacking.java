package io.watershed.speed.meter;

import io.watershed.core.alert.AlertRules;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.Intake;
import io.watershed.speed.stream.PacketOrigin;
import io.watershed.speed.stream.Packets;
import io.watershed.speed.stream.Packing;

/** Messages of meters to packets by meter, each reading with the limit that it passes. */
final class ReadingPacking implements Packing<MeterPacket.Builder> {

  private final Intake intake;
  private final AlertRules alertRules;

  ReadingPacking(Intake intake, AlertRules alertRules) {
    this.intake = intake;
    this.alertRules = alertRules;
  }

  @Override
  public MeterPacket.Builder open(PacketOrigin origin) {
    return new MeterPacket.Builder(origin);
  }

  @Override
  public void take(byte[] message, long arrivalMillis, Packets<MeterPacket.Builder> packets) {
    if (intake.take(message, arrivalMillis) instanceof Intake.Outcome.Accepted accepted) {
      EnrichedReading reading = accepted.reading();
      packets
          .of(reading.reading().meterId())
          .add(reading, reading.counted(), alertRules.check(reading));
    } else {
      packets.addDeadLetter();
    }
  }
}
