package io.watershed.ingestion.source.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.ingestion.source.JournalException;
import io.watershed.ingestion.source.MemoryJournal;
import io.watershed.ingestion.source.MovableClock;
import io.watershed.ingestion.source.ObservationCheck;
import io.watershed.ingestion.source.Source;
import io.watershed.ingestion.source.SourceException;
import io.watershed.ingestion.source.SourceFigures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropSourceTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String WATEROFFICE =
      "\uFEFF ID,Date,Parameter/Paramètre,Value/Valeur,Qualifier/Qualificatif,Symbol/Symbole,"
          + "Approval/Approbation,Grade/Classification,Qualifiers/Qualificatifs\r\n";

  private static final String TIDY = "station,time,level\n";

  @TempDir private Path temporary;

  private final MovableClock clock = new MovableClock("2026-11-20T08:00:00Z");
  private final MemoryJournal journal = new MemoryJournal();
  private final SourceFigures figures = new SourceFigures();
  private final Map<String, String> overrides = new HashMap<>();
  private Path drop;
  private Source source;

  @BeforeEach
  void open() {
    drop = temporary.resolve("drop");
    overrides.put("sources.drop.directory", drop.toString());
    overrides.put("sources.drop.settle", "10s");
    overrides.put("sources.drop.rows-per-transaction", "10");
    reopen();
  }

  private void reopen() {
    Settings settings = Settings.of(overrides);
    source =
        DropSource.definition(settings, ObservationCheck.ofAnyAge(settings, clock))
            .open(journal, figures);
  }

  @Test
  void aFileOfWaterofficeIsSentAndMovedToDone() throws Exception {
    put(
        "levels.csv",
        WATEROFFICE
            + "08XX005,2025-10-22T00:00:00Z,46,3.537,,,Provisional/Provisoire,,\r\n"
            + "08XX005,2025-10-22T00:05:00Z,46,,,,Provisional/Provisoire,,\r\n"
            + "08XX005,2025-10-22T00:00:00Z,47,1020,,,Provisional/Provisoire,,\r\n");
    settle();

    assertThat(journal.sent())
        .containsExactly("08XX005 2025-10-22T00:00:00Z", "08XX005 2025-10-22T00:00:00Z");
    assertThat(journal.observations().get(0).values()).containsEntry(Element.WATER_LEVEL, 3.537);
    assertThat(journal.observations().get(1).values()).containsEntry(Element.DISCHARGE, 1020.0);
    assertThat(journal.observations().get(0).body())
        .isEqualTo("08XX005,2025-10-22T00:00:00Z,46,3.537,,,Provisional/Provisoire,,");
    assertThat(names(drop.resolve("done"))).containsExactly("levels.csv", "levels.csv.report.json");
    JsonNode report = report("done/levels.csv");
    assertThat(report.path("outcome").asText()).isEqualTo("done");
    assertThat(report.path("mapping").asText()).isEqualTo("wateroffice");
    assertThat(report.path("rows").asInt()).isEqualTo(3);
    assertThat(report.path("sent").asInt()).isEqualTo(2);
    assertThat(report.path("withoutValues").asInt()).isEqualTo(1);
    assertThat(names(drop.resolve("working"))).isEmpty();
  }

  @Test
  void levelsOfHubeauAreMillimetres() throws Exception {
    put(
        "hubeau.csv",
        """
        code_site,code_station,date_obs,level_mm,libelle_qualification_obs,longitude,latitude
        Y1,Y100000001,2020-01-08T15:45:00Z,-600.0,Non qualifiée,1.93,42.9
        """);
    settle();

    Observation observation = journal.observations().get(0);
    assertThat(observation.values()).containsEntry(Element.WATER_LEVEL, -0.6);
    assertThat(observation.station().latitude()).isEqualTo(42.9);
    assertThat(observation.source()).isEqualTo("hubeau");
  }

  @Test
  void aHeaderWithoutRowsIsDone() throws Exception {
    put("nothing.csv", WATEROFFICE.strip());
    clock.advance(Duration.ofSeconds(1));
    source.poll();
    clock.advance(Duration.ofSeconds(30));
    source.poll();
    assertThat(names(drop.resolve("done")))
        .as("a last line without its end is waited for longer")
        .isEmpty();
    clock.advance(Duration.ofSeconds(31));
    source.poll();

    assertThat(report("done/nothing.csv").path("rows").asInt()).isZero();
    assertThat(journal.sent()).isEmpty();
  }

  @Test
  void oneBadRowSendsTheWholeFileToFailedAndNothingToKafka() throws Exception {
    StringBuilder rows = new StringBuilder(rows("A", 35));
    rows.append("A,2026-11-19T12:00:00Z,high\n").append("B|C,2026-11-19T12:00:00Z,1\n");
    rows.append("A,2026-11-21T12:00:00Z,1\n").append("A,12:00,1\n");
    rows.append("A,2026-11-19T12:00:00Z,1.31D\n").append("A,2026-11-19T12:00:00Z,0x1p4\n");
    rows.append("null,2026-11-19T12:00:00Z,1\n");
    put("mixed.csv", rows.toString());
    settle();

    assertThat(journal.commits()).isZero();
    JsonNode report = report("failed/mixed.csv");
    assertThat(report.path("outcome").asText()).isEqualTo("failed");
    assertThat(report.path("message").asText())
        .isEqualTo("7 of 42 rows cannot be observations, so nothing was sent");
    assertThat(report.path("rejected").asInt()).isEqualTo(7);
    assertThat(report.path("rejections").findValuesAsText("line"))
        .containsExactly("37", "38", "39", "40", "41", "42", "43");
    assertThat(report.path("rejections").findValuesAsText("reason"))
        .containsExactly(
            "WRONG_TYPE",
            "BAD_DEVICE_ID",
            "TIMESTAMP_IN_FUTURE",
            "BAD_TIMESTAMP",
            "WRONG_TYPE",
            "WRONG_TYPE",
            "BAD_DEVICE_ID");
    assertThat(report.path("sent").asInt()).isZero();
  }

  @Test
  void filesThatAreNoTablesFailWithAReason() throws Exception {
    Map<String, String> expected =
        Map.of(
            "unknown.csv", "no layout is known for the columns a, b",
            "binary.csv", "not UTF-8",
            "quote.csv", "never closes",
            "archive.csv.gz", "no gzip archive",
            "half.csv.gz", "the archive is broken",
            "large.csv", "more than 1 megabytes");
    overrides.put("sources.drop.max-megabytes", "1");
    reopen();
    put("unknown.csv", "a,b\n1,2\n");
    put("quote.csv", TIDY + "\"A,2026-11-19T12:00:00Z,1\n");
    put("archive.csv.gz", TIDY);
    put("large.csv", TIDY + "A,2026-11-19T12:00:00Z,1                 \n".repeat(30_000));
    Files.write(drop.resolve("binary.csv"), new byte[] {'a', ',', (byte) 0xff, '\n'});
    byte[] packed = gzip(rows("A", 2_000));
    Files.write(drop.resolve("half.csv.gz"), java.util.Arrays.copyOf(packed, packed.length - 20));
    settle();

    for (Map.Entry<String, String> file : expected.entrySet()) {
      assertThat(report("failed/" + file.getKey()).path("message").asText())
          .contains(file.getValue());
    }
    assertThat(journal.commits()).isZero();
  }

  @Test
  void theSameContentIsTakenOnceWhateverItsName() throws Exception {
    put("first.csv", rows("A", 25));
    settle();
    put("second.csv", rows("A", 25));
    put("first.csv", rows("A", 25));
    settle();
    reopen();
    put("third.csv", rows("A", 25));
    settle();

    assertThat(journal.sent()).hasSize(25);
    assertThat(report("done/first.csv").path("outcome").asText()).isEqualTo("done");
    for (String again : List.of("second.csv", "third.csv")) {
      assertThat(report("done/" + again).path("outcome").asText()).isEqualTo("already-taken");
      assertThat(report("done/" + again).path("message").asText())
          .startsWith("the same content was taken as first.csv at 2026-11-20T08:0");
    }
    assertThat(names(drop.resolve("done")))
        .as("the second file of that name has another one")
        .filteredOn(name -> name.endsWith("-first.csv"))
        .hasSize(1);
  }

  @Test
  void aFailedFileMayBeDroppedAgainWithAMapping() throws Exception {
    put("own.csv", "where;when;mm\nA;2026-11-19T12:00:00Z;1500\n");
    settle();
    assertThat(names(drop.resolve("failed"))).contains("own.csv");

    put(
        "own.csv.mapping",
        """
        kind = gauge
        delimiter = ";"
        station-id { column = where }
        time { column = when }
        values { water_level { column = mm, unit = mm } }
        """);
    put("own.csv", "where;when;mm\nA;2026-11-19T22:00:00+1000;1500\n");
    settle();

    assertThat(journal.observations().get(0).values()).containsEntry(Element.WATER_LEVEL, 1.5);
    assertThat(names(drop)).containsExactly("done", "failed", "working");
  }

  @Test
  void theMappingOfTheFolderCountsForEveryFile() throws Exception {
    put(
        "mapping.conf",
        """
        kind = gauge
        station-id = X1
        time { column = t, zone = UTC }
        values { discharge { column = q, unit = L/s } }
        """);
    put("q.csv", "t,q\n2026-11-19 12:00:00,2500\n");
    settle();

    assertThat(journal.sent()).containsExactly("X1 2026-11-19T12:00:00Z");
    assertThat(journal.observations().get(0).values()).containsEntry(Element.DISCHARGE, 2.5);
    assertThat(names(drop)).contains("mapping.conf");
  }

  @Test
  void aFileThatGrowsIsWaitedFor() throws Exception {
    source.poll();
    Path file = drop.resolve("growing.csv");
    Files.writeString(file, TIDY);
    for (int hour = 0; hour < 5; hour++) {
      source.poll();
      clock.advance(Duration.ofSeconds(9));
      source.poll();
      Files.writeString(file, "A,2026-11-19T0" + hour + ":00:00Z,1\n", StandardOpenOption.APPEND);
      clock.advance(Duration.ofSeconds(9));
    }
    assertThat(journal.commits()).isZero();
    settle();
    assertThat(journal.sent()).hasSize(5);
  }

  @Test
  void whatItsWriterHoldsOrCallsUnfinishedIsWaitedFor() throws Exception {
    put("levels.csv.part", rows("A", 1));
    put("levels.tmp", rows("A", 1));
    put(".hidden.csv", rows("A", 1));
    put("empty.csv", "");
    Path locked = put("locked.csv", rows("A", 2));
    try (FileChannel writer = FileChannel.open(locked, StandardOpenOption.WRITE);
        FileLock lock = writer.lock()) {
      settle();
      assertThat(lock.isValid()).isTrue();
      assertThat(journal.commits()).isZero();
      assertThat(names(drop)).contains("locked.csv");
    }
    settle();
    assertThat(journal.sent()).hasSize(2);
    Files.move(drop.resolve("levels.csv.part"), drop.resolve("levels.csv"));
    settle();
    assertThat(journal.sent()).hasSize(3);
  }

  @Test
  void aLargeFileIsSentInPartsAndGoesOnAtTheVeryRow() throws Exception {
    put("large.csv", rows("A", 95));
    source.poll();
    clock.advance(Duration.ofSeconds(11));
    for (int life = 0; life < 4; life++) {
      journal.failAfter(2);
      assertThatThrownBy(source::poll).isInstanceOf(JournalException.class);
      assertThat(journal.sent()).hasSize(20 * (life + 1));
      reopen();
    }
    journal.failAfter(Integer.MAX_VALUE);
    source.poll();

    assertThat(journal.sent()).hasSize(95).doesNotHaveDuplicates();
    assertThat(report("done/large.csv").path("sent").asInt()).isEqualTo(95);
    assertThat(report("done/large.csv").path("outcome").asText()).isEqualTo("done");
  }

  @Test
  void aFileThatWasSentButNotMovedIsMovedAfterARestart() throws Exception {
    put("levels.csv", rows("A", 15));
    settle();
    Path done = drop.resolve("done/levels.csv");
    // As if the process had ended before the move, while the claim still had its name.
    String claim =
        JSON.readTree(journal.progressBelow("drop|content|").values().iterator().next())
            .path("claim")
            .asText();
    Files.move(done, drop.resolve("working").resolve(claim));
    Files.delete(drop.resolve("done/levels.csv.report.json"));
    reopen();
    source.poll();

    assertThat(journal.sent()).hasSize(15);
    assertThat(report("done/levels.csv").path("outcome").asText()).isEqualTo("done");
    assertThat(report("done/levels.csv").path("sent").asInt()).isEqualTo(15);
  }

  @Test
  void linksAndNamesThatPointElsewhereAreNotFollowed() throws Exception {
    Path outside = Files.writeString(temporary.resolve("outside.csv"), rows("A", 1));
    source.poll();
    Files.createSymbolicLink(drop.resolve("link.csv"), outside);
    Files.createSymbolicLink(drop.resolve("folder"), temporary);
    put("x..%2f..%2fescape\nname;$(x).csv", rows("B", 1));
    Files.createSymbolicLink(drop.resolve("other.csv.mapping"), outside);
    put("other.csv", rows("C", 1));
    settle();

    assertThat(journal.sent())
        .containsExactlyInAnyOrder("B 2026-11-19T00:00:00Z", "C 2026-11-19T00:00:00Z");
    assertThat(Files.isSymbolicLink(drop.resolve("link.csv"))).isTrue();
    assertThat(outside).exists();
    assertThat(names(temporary)).containsExactly("drop", "outside.csv");
    assertThat(names(drop.resolve("done")))
        .contains("x.._2f.._2fescape_name___x_.csv", "other.csv");
  }

  @Test
  void aMappingThatIsTooLongIsTold() throws Exception {
    put("levels.csv.mapping", "#".repeat(70_000));
    put("levels.csv", rows("A", 1));
    settle();
    assertThat(report("failed/levels.csv").path("message").asText())
        .isEqualTo("mapping has more than 60000 characters");
  }

  @Test
  void aFileThatCannotBeTakenDoesNotKeepTheOthersWaiting() throws Exception {
    put("first.csv", rows("A", 1));
    source.poll();
    // What stands in the way of the first file's end.
    Files.createDirectories(drop.resolve("done/first.csv.report.json/x"));
    put("second.csv", rows("B", 1));
    source.poll();
    clock.advance(Duration.ofSeconds(61));
    assertThatThrownBy(source::poll).isInstanceOf(SourceException.class);

    assertThat(names(drop.resolve("done"))).contains("second.csv").doesNotContain("first.csv");
    Files.delete(drop.resolve("done/first.csv.report.json/x"));
    Files.delete(drop.resolve("done/first.csv.report.json"));
    source.poll();
    assertThat(names(drop.resolve("done"))).contains("first.csv");
    assertThat(journal.sent()).hasSize(2);
  }

  @Test
  void aFolderBelowThatIsALinkIsRefused() throws Exception {
    Files.createDirectories(drop);
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.createSymbolicLink(drop.resolve("done"), elsewhere);
    assertThatThrownBy(source::poll)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("cannot be used");
    assertThat(Files.isDirectory(drop.resolve("done"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void aPackedFileIsTaken() throws Exception {
    Files.createDirectories(drop);
    Files.write(drop.resolve("levels.csv.gz"), gzip(rows("A", 25)));
    settle();
    assertThat(journal.sent()).hasSize(25);
  }

  /** Lets what is there become whole, and takes it. */
  private void settle() throws Exception {
    source.poll();
    clock.advance(Duration.ofSeconds(61));
    source.poll();
  }

  private Path put(String name, String text) throws IOException {
    Files.createDirectories(drop);
    return Files.writeString(drop.resolve(name), text);
  }

  private static String rows(String station, int count) {
    StringBuilder rows = new StringBuilder(TIDY);
    Instant first = Instant.parse("2026-11-19T00:00:00Z");
    for (int row = 0; row < count; row++) {
      rows.append(station)
          .append(',')
          .append(first.plusSeconds(300L * row))
          .append(',')
          .append(row % 7)
          .append('\n');
    }
    return rows.toString();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream packed = new GZIPOutputStream(bytes)) {
      packed.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private JsonNode report(String file) throws IOException {
    return JSON.readTree(drop.resolve(file + ".report.json").toFile());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
