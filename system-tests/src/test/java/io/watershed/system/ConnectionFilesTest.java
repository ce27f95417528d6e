package io.watershed.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.batch.hive.HiveTables;
import io.watershed.batch.hive.HiveViews;
import io.watershed.core.settings.Settings;
import io.watershed.serving.connect.ConnectionFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the Tableau data source names is what the batch layer makes. */
class ConnectionFilesTest {

  private static final Pattern MAPPED =
      Pattern.compile("<map key=\"[^\"]+\" value=\"\\[(\\w+)]\\.\\[(\\w+)]\"");

  @Test
  void everyColumnOfTheTableauFileIsOneOfItsHiveTable() {
    List<String> definitions = new ArrayList<>(HiveTables.createAll("iot", "/hive"));
    definitions.addAll(HiveViews.createAll("iot"));
    Matcher mapped = MAPPED.matcher(ConnectionFiles.from(Settings.of(Map.of())).tableau());
    int columns = 0;
    while (mapped.find()) {
      columns++;
      String column = mapped.group(2);
      String definition =
          definitions.stream()
              .filter(text -> text.contains(" `iot`.`" + mapped.group(1) + "` ("))
              .findFirst()
              .orElseThrow();
      // A view's source names columns too: only its head counts.
      String head = definition.replaceFirst(" AS SELECT .*$", "");
      assertThat(head)
          .as("definition of %s", mapped.group(1))
          .containsPattern("`" + column + "` ([a-z<>]+ COMMENT|COMMENT|date\\))");
    }
    assertThat(columns).isGreaterThan(20);
  }
}
