package io.watershed.speed.meter;

import io.watershed.core.alert.AlertLimits;
import io.watershed.core.alert.AlertRules;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.Intake;
import io.watershed.speed.stream.PacketOrigin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Raw messages of a Kafka partition to {@link Packet}s by meter. Input columns, in this order:
 * value (binary), partition (int), offset (long), arrival (long, milliseconds since the epoch).
 */
final class MessagePacker implements MapPartitionsFunction<Row, Tuple2<String, byte[]>> {
  private static final long serialVersionUID = 1;
  private static final long HOUR_MILLIS = TimeUnit.HOURS.toMillis(1);

  private final SharedIntake intake;
  private final AlertLimits alertLimits;

  MessagePacker(SharedIntake intake, AlertLimits alertLimits) {
    this.intake = intake;
    this.alertLimits = alertLimits;
  }

  @Override
  public Iterator<Tuple2<String, byte[]>> call(Iterator<Row> messages) {
    Run run = new Run(intake.get(), new AlertRules(alertLimits));
    while (messages.hasNext()) {
      Row message = messages.next();
      run.take((byte[]) message.get(0), message.getInt(1), message.getLong(2), message.getLong(3));
    }
    run.finishPackets();
    return run.finished.iterator();
  }

  private static final class Run {
    private final Intake intake;
    private final AlertRules alertRules;
    private final Map<String, Packet.Builder> open = new HashMap<>();
    private final List<Tuple2<String, byte[]>> finished = new ArrayList<>();
    private long arrivalHour = Long.MIN_VALUE;
    private int partition = -1;

    Run(Intake intake, AlertRules alertRules) {
      this.intake = intake;
      this.alertRules = alertRules;
    }

    void take(byte[] message, int fromPartition, long offset, long arrivalMillis) {
      long hour = Math.floorDiv(arrivalMillis, HOUR_MILLIS);
      if (hour != arrivalHour || fromPartition != partition) {
        finishPackets();
        arrivalHour = hour;
        partition = fromPartition;
      }
      if (intake.take(message, arrivalMillis) instanceof Intake.Outcome.Accepted accepted) {
        add(accepted.reading(), offset);
      } else {
        packet(Packet.NO_METER, offset, MeterAttributes.NONE).addDeadLetter();
      }
    }

    private void add(EnrichedReading reading, long offset) {
      String meterId = reading.reading().meterId();
      Packet.Builder packet = open.get(meterId);
      if (packet == null) {
        packet = packet(meterId, offset, MeterAttributes.of(reading.meter()));
      }
      packet.add(reading, reading.counted(), alertRules.check(reading));
    }

    private Packet.Builder packet(String key, long offset, MeterAttributes meter) {
      return open.computeIfAbsent(
          key,
          absent -> new Packet.Builder(new PacketOrigin(partition, offset, arrivalHour), meter));
    }

    void finishPackets() {
      open.forEach((key, packet) -> finished.add(new Tuple2<>(key, packet.build())));
      open.clear();
    }
  }
}
