package io.watershed.core.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.meter.Fleet;
import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.settings.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class IntakeSerializationTest {

  @Test
  void copyGivesTheSameOutcomes() throws IOException, ClassNotFoundException {
    Meter meter =
        new Meter(
            "83008",
            Optional.of(MeterType.DIGITAL),
            Optional.of("BUDERIM"),
            OptionalInt.of(4556),
            Optional.empty(),
            ZoneId.of("Australia/Hobart"));
    Intake intake =
        Intake.from(
            Settings.of(Map.of("quality.max-flow-litres-per-hour", "20")),
            Fleet.of(List.of(meter), ZoneId.of("Europe/Madrid")));
    Intake copy = copyOf(intake);
    long arrival = Instant.parse("2022-07-13T08:00:00Z").toEpochMilli();
    for (String message :
        List.of(
            message("83008", "2022-07-13T07:30:01.000Z", 6),
            message("7", "2022-07-13T07:30:01.000Z", 5),
            message("83008", "2022-07-13T19:30:01.000Z", 5),
            "{")) {
      byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
      assertThat(copy.take(bytes, arrival)).isEqualTo(intake.take(bytes, arrival));
    }
  }

  private static String message(String meter, String timestamp, double value) {
    return "{\"meter_id\":%s,\"timestamp\":\"%s\",\"measurement_type\":\"Pulse1\",\"series\":\"P1\",\"unit\":\"L\",\"value\":%s}"
        .formatted(meter, timestamp, value);
  }

  private static Intake copyOf(Intake intake) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
      stream.writeObject(intake);
    }
    try (ObjectInputStream stream =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (Intake) stream.readObject();
    }
  }
}
