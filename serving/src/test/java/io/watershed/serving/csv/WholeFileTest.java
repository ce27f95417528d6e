package io.watershed.serving.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir private Path folder;

  @Test
  void appearsOnlyWhenItIsWhole() throws IOException {
    Path target = folder.resolve("stats.csv");
    Files.writeString(target, "older");
    try (WholeFile file = WholeFile.begin(target, List.of("meter_id", "suburb"))) {
      file.add(new String[] {"1", "BUDERIM"});
      file.finish();
      assertThat(target).hasContent("older");

      long bytes = file.publish();

      assertThat(bytes).isEqualTo(Files.size(target));
      assertThat(file.rows()).isEqualTo(1);
    }
    assertThat(Files.readString(target)).isEqualTo("meter_id,suburb\n1,BUDERIM\n");
    assertThat(folder).isDirectoryNotContaining("glob:**.stats*");
  }

  @Test
  void leavesNothingBehindWhenItIsGivenUp() throws IOException {
    try (WholeFile file = WholeFile.begin(folder.resolve("stats.csv"), List.of("a"))) {
      file.add(new String[] {"1"});
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void quotesWhatNeedsQuotesAndLeavesNullEmpty() throws IOException {
    Path target = folder.resolve("stats.csv");
    try (WholeFile file = WholeFile.begin(target, List.of("a", "b", "c"))) {
      file.add(new String[] {"x,y", null, "say \"no\"\nagain"});
      file.publish();
    }
    assertThat(Files.readString(target)).isEqualTo("a,b,c\n\"x,y\",,\"say \"\"no\"\"\nagain\"\n");
  }
}
