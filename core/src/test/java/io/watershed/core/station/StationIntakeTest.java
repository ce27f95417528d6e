package io.watershed.core.station;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.reading.DeadLetterReason;
import io.watershed.core.settings.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StationIntakeTest {

  private static final long ARRIVAL = Instant.parse("2026-11-20T08:00:00Z").toEpochMilli();
  private static final byte[] DOUBTFUL =
      ("{\"station_id\":\"A1\",\"timestamp\":\"2026-11-20T07:30:00Z\","
              + "\"station\":{\"kind\":\"weather\",\"time_zone\":\"America/Vancouver\"},"
              + "\"values\":{\"air_temp\":-4.5,\"rel_hum\":300},\"quality\":{\"air_temp\":40}}")
          .getBytes(UTF_8);

  @Test
  void aFlaggedValueIsKeptButNotBelieved() {
    CheckedObservation checked = accepted(intake(Map.of()), DOUBTFUL);
    assertThat(checked.flags())
        .isEqualTo(
            Map.of(
                Element.AIR_TEMP, Set.of(ObservationFlag.SOURCE_DOUBT),
                Element.REL_HUM, Set.of(ObservationFlag.GROSS_RANGE)));
    assertThat(checked.observation().values()).containsEntry(Element.AIR_TEMP, -4.5);
    assertThat(checked.believed(Element.AIR_TEMP)).isNaN();
    assertThat(checked.localDate()).isEqualTo(LocalDate.parse("2026-11-19"));
  }

  @Test
  void survivesTheWayToAnotherProcess() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(intake(Map.of("quality.least-source-mark", "40")));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      StationIntake copy = (StationIntake) in.readObject();
      assertThat(accepted(copy, DOUBTFUL).believed(Element.AIR_TEMP)).isEqualTo(-4.5);
    }
  }

  @Test
  void whatIsNoObservationIsADeadLetter() {
    assertThat(intake(Map.of()).take("{}".getBytes(UTF_8), ARRIVAL))
        .isEqualTo(
            new StationIntake.Outcome.Rejected(
                DeadLetterReason.MISSING_FIELD, "field station_id is absent or null"));
  }

  private static StationIntake intake(Map<String, String> settings) {
    return StationIntake.from(Settings.of(settings));
  }

  private static CheckedObservation accepted(StationIntake intake, byte[] message) {
    return ((StationIntake.Outcome.Accepted) intake.take(message, ARRIVAL)).observation();
  }
}
