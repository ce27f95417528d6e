package io.watershed.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusFileTest {

  @TempDir Path directory;

  @Test
  void readsBackWhatWasWrittenLast() throws IOException {
    StatusFile file = StatusFile.at(directory.resolve("run").resolve("speed.status.json"));
    assertThat(file.read()).isEmpty();
    file.write(status("starting"));
    file.write(status("running"));
    assertThat(file.read()).contains(status("running"));
  }

  @Test
  void withoutAFileNothingIsWritten() throws IOException {
    StatusFile none = StatusFile.from(Settings.of(Map.of()));
    none.write(status("running"));
    assertThat(none.read()).isEmpty();
  }

  private static LayerStatus status(String state) {
    return LayerStatus.of(
        "speed",
        state,
        "",
        Instant.parse("2022-07-13T07:30:01Z"),
        Map.of("messagesIn", 3.0),
        Map.of("meter-readings-0", 3L));
  }
}
