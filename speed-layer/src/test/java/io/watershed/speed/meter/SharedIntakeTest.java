package io.watershed.speed.meter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.watershed.core.quality.Intake;
import io.watershed.core.settings.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedIntakeTest {

  private static final String HEADER = "managedObjects_id,Meter Type,Suburb,Postcode,Usage Type\n";
  @TempDir private Path folder;

  @Test
  void copiesInTheSameProcessShareOneIntake() throws Exception {
    SharedIntake intake = intake("1,captis_pulse,BUDERIM,4556,Residential\n");
    assertThat(copy(intake).get()).isSameAs(intake.get());
  }

  @Test
  void takesUpAChangedFleetList() throws Exception {
    SharedIntake intake = intake("1,captis_pulse,BUDERIM,4556,Residential\n");
    assertThat(knows(intake, "1")).isTrue();
    assertThat(knows(intake, "2")).isFalse();
    Files.writeString(
        folder.resolve("fleet.csv"), HEADER + "2,c8y_lwm2m,NAMBOUR,4560,Commercial\n");
    await().atMost(Duration.ofSeconds(60)).until(() -> knows(intake, "2"));
    assertThat(knows(intake, "1")).isFalse();
  }

  private SharedIntake intake(String rows) throws IOException {
    Path fleet = folder.resolve("fleet.csv");
    Files.writeString(fleet, HEADER + rows);
    return new SharedIntake(
        Settings.of(
            Map.of(
                "fleet.files", fleet.toString(),
                "fleet.directory", folder.resolve("none").toString())));
  }

  private static boolean knows(SharedIntake intake, String meterId) {
    byte[] message = RawMessages.flow(meterId, RawMessages.START, 1).getBytes(UTF_8);
    Intake.Outcome outcome = intake.get().take(message, RawMessages.START);
    return ((Intake.Outcome.Accepted) outcome).reading().meter().known();
  }

  private static SharedIntake copy(SharedIntake intake) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(intake);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (SharedIntake) in.readObject();
    }
  }
}
