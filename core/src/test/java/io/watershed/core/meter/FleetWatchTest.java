package io.watershed.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetWatchTest {

  private static final String HEADER = String.join(",", FleetFile.COLUMNS) + "\n";

  @TempDir Path folder;
  private final List<String> problems = new ArrayList<>();
  private FleetWatch watch;

  @BeforeEach
  void writeList() throws IOException {
    Files.writeString(
        folder.resolve("fleet.csv"), HEADER + "1,captis_pulse,BUDERIM,4556,Residential\n");
    watch =
        new FleetWatch(
            Settings.of(
                Map.of(
                    "fleet.files", folder.resolve("fleet.csv").toString(),
                    "fleet.directory", folder.resolve("more").toString())));
  }

  @Test
  void keepsTheFleetWhileNothingChanges() {
    assertThat(watch.refresh(problems::add)).isSameAs(watch.refresh(problems::add));
    assertThat(problems).isEmpty();
  }

  @Test
  void takesListThatIsAdded() throws IOException {
    assertThat(watch.refresh(problems::add).meter("2").known()).isFalse();
    Files.createDirectories(folder.resolve("more"));
    Files.writeString(
        folder.resolve("more/b.csv"), HEADER + "2,hourly_pulse,#N/A,#N/A,Residential\n");
    assertThat(watch.refresh(problems::add).meter("2").known()).isTrue();
    assertThat(problems).isEmpty();
  }

  @Test
  void keepsFormerFleetAndSaysWhyOnceWhenListTurnsBad() throws IOException {
    Fleet former = watch.refresh(problems::add);
    Files.writeString(
        folder.resolve("fleet.csv"), HEADER + "1,captis_pulse,BUDERIM,nought,Residential\n");
    assertThat(watch.refresh(problems::add)).isSameAs(former);
    assertThat(watch.refresh(problems::add)).isSameAs(former);
    assertThat(problems)
        .singleElement()
        .asString()
        .isEqualTo(
            "the former fleet stays in use: "
                + folder.resolve("fleet.csv")
                + ", line 2: postcode \"nought\" must be a whole number from 1 to 99999");
  }
}
