package io.watershed.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.meter.FleetFile;
import io.watershed.core.meter.Meter;
import io.watershed.simulator.SentMessages;
import io.watershed.simulator.TestFleet;
import io.watershed.simulator.replay.Replay.Shift;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

  private static final String QUEENSLAND = "time,ManagedObjectid,typeM,Series,Unit,Value\n";
  private static final String DAIAD = "user key;datetime;meter reading;diff\n";
  private static final long NOW = Instant.parse("2026-03-01T09:00:00Z").toEpochMilli();

  @TempDir private Path folder;

  private final SentMessages sent = new SentMessages();

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private ReplayResult queensland(Path path, Shift shift) throws Exception {
    try (Replay replay = Replay.queensland(folder.resolve("tmp"))) {
      return replay(replay, path, shift);
    }
  }

  private ReplayResult daiad(Path path, Shift shift) throws Exception {
    try (Replay replay = Replay.daiad(folder.resolve("tmp"))) {
      return replay(replay, path, shift);
    }
  }

  private ReplayResult replay(Replay replay, Path path, Shift shift) throws Exception {
    replay.requireLayout(path);
    replay.read(path, messages -> {});
    return replay.send(
        sent, ReplaySpeed.parse("max"), shift, NOW, new CountDownLatch(1), messages -> {}, null);
  }

  private List<String> texts() {
    return sent.all().stream().map(SentMessages.Sent::text).toList();
  }

  @Test
  void sendsThePublishersRowsInEventOrderWithTheirOddCellsAsTheyAre() throws Exception {
    Path path =
        file(
            "Digital Meter Data  - July01.csv",
            QUEENSLAND
                + "2022-07-01T02:30:00.000+10:00,83008,Pulse1,P1,L,6\n"
                + "2022-06-30T16:15:00.000Z,83008,/10266/1,1,null,1.5\n"
                + "2022-07-01T02:00:00.000+11:00,A7,Battery,V,,NaN\n"
                + "2022-07-01T02:45:00.000+10:00,83008,Pulse1,P1,\"L\",+.5\n");
    ReplayResult result = queensland(path, Shift.NONE);
    assertThat(texts())
        .containsExactly(
            "{\"meter_id\":\"A7\",\"timestamp\":\"2022-07-01T02:00:00.000+11:00\","
                + "\"measurement_type\":\"Battery\",\"series\":\"V\",\"unit\":null,\"value\":NaN}",
            "{\"meter_id\":83008,\"timestamp\":\"2022-06-30T16:15:00.000Z\","
                + "\"measurement_type\":\"/10266/1\",\"series\":\"1\",\"unit\":\"null\","
                + "\"value\":1.5}",
            "{\"meter_id\":83008,\"timestamp\":\"2022-07-01T02:30:00.000+10:00\","
                + "\"measurement_type\":\"Pulse1\",\"series\":\"P1\",\"unit\":\"L\",\"value\":6}",
            "{\"meter_id\":83008,\"timestamp\":\"2022-07-01T02:45:00.000+10:00\","
                + "\"measurement_type\":\"Pulse1\",\"series\":\"P1\",\"unit\":\"L\","
                + "\"value\":0.5}");
    assertThat(sent.all())
        .extracting(SentMessages.Sent::key)
        .containsExactly("A7", "83008", "83008", "83008");
    assertThat(result.rows()).isEqualTo(4);
    assertThat(result.badRows()).isZero();
    assertThat(result.meters()).isEqualTo(2);
    assertThat(result.from()).isEqualTo("2022-06-30T15:00:00Z");
    assertThat(result.to()).isEqualTo("2022-06-30T16:45:00Z");
  }

  @Test
  void sendsABadRowVerbatimBesideItsNeighbours() throws Exception {
    Path path =
        file(
            "day.csv",
            QUEENSLAND
                + "half a row\n"
                + "2022-07-01T02:30:00.000+10:00,1,Pulse1,P1,L,6\n"
                + "2022-07-01T02:15:00.000+10:00,1,Pulse1,P1,L\n"
                + "long ago,1,Pulse1,P1,L,7\n");
    ReplayResult result = queensland(path, Shift.NONE);
    assertThat(result.badRows()).isEqualTo(2);
    assertThat(result.rows()).isEqualTo(4);
    assertThat(texts())
        .containsExactly(
            "half a row",
            "{\"meter_id\":1,\"timestamp\":\"2022-07-01T02:30:00.000+10:00\","
                + "\"measurement_type\":\"Pulse1\",\"series\":\"P1\",\"unit\":\"L\",\"value\":6}",
            "2022-07-01T02:15:00.000+10:00,1,Pulse1,P1,L",
            "{\"meter_id\":1,\"timestamp\":\"long ago\","
                + "\"measurement_type\":\"Pulse1\",\"series\":\"P1\",\"unit\":\"L\",\"value\":7}");
  }

  @Test
  void readsAFolderAndAZipInTheOrderOfTheirDates() throws Exception {
    String row = "2022-07-02T00:00:00.000Z,%d,Pulse1,P1,L,0\n";
    Path days = Files.createDirectory(folder.resolve("days"));
    Files.writeString(
        days.resolve("Digital Meter Data  - July10.csv"), QUEENSLAND + row.formatted(3));
    Files.writeString(
        days.resolve("Digital Meter Data  - July2.csv"), QUEENSLAND + row.formatted(2));
    Files.writeString(
        days.resolve("Digital Meter Data  - June30.csv"), QUEENSLAND + row.formatted(1));
    Files.writeString(days.resolve("notes.txt"), "not data");
    queensland(days, Shift.NONE);

    Path zip = folder.resolve("days.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      for (String name : List.of("b/July01.csv", "b/June30.csv")) {
        entries.putNextEntry(new ZipEntry(name));
        entries.write(
            (QUEENSLAND + row.formatted(name.contains("June") ? 4 : 5))
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    queensland(zip, Shift.NONE);
    assertThat(sent.all())
        .extracting(SentMessages.Sent::key)
        .containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void refusesAFileOfAnotherLayoutAndSendsNothing() throws Exception {
    Path good = file("a.csv", DAIAD + "u;01/03/2016 00:28:55;68321;10\n");
    assertThatThrownBy(() -> queensland(good, Shift.NONE))
        .isInstanceOf(ReplayFileException.class)
        .hasMessage(
            good
                + ", line 1: the columns must be time,ManagedObjectid,typeM,Series,Unit,Value, not"
                + " \"user key;datetime;meter reading;diff\"");
    Path empty = file("b.csv", "");
    assertThatThrownBy(() -> daiad(empty, Shift.NONE))
        .isInstanceOf(ReplayFileException.class)
        .hasMessage(
            empty
                + ", line 1: the columns must be user key;datetime;meter reading;diff, not an empty"
                + " file");
    Path absent = folder.resolve("absent.csv");
    assertThatThrownBy(() -> daiad(absent, Shift.NONE))
        .isInstanceOf(ReplayFileException.class)
        .hasMessage(absent + ": no such file or folder");
    Path noZip = file("no.zip", "not a zip");
    assertThatThrownBy(() -> daiad(noZip, Shift.NONE))
        .isInstanceOf(ReplayFileException.class)
        .hasMessageContaining("no.zip: not a readable zip");
    assertThat(sent.all()).isEmpty();
  }

  @Test
  void mergesHouseholdsAndMakesTwoMessagesOfARow() throws Exception {
    Path path =
        file(
            "trial.csv",
            DAIAD
                + "b;01/03/2016 00:28:55;68321;10\n"
                + "b;01/03/2016 01:19:43;68321;0\n"
                + "a;01/03/2016 00:40:00;500;3\n");
    ReplayResult result = daiad(path, Shift.NONE);
    assertThat(result.rows()).isEqualTo(3);
    assertThat(texts())
        .startsWith(
            "{\"meter_id\":\"b\",\"timestamp\":\"2016-03-01T00:28:55.000+01:00\","
                + "\"measurement_type\":\"Pulse1\",\"series\":\"P1\",\"unit\":\"L\",\"value\":10}",
            "{\"meter_id\":\"b\",\"timestamp\":\"2016-03-01T00:28:55.000+01:00\","
                + "\"measurement_type\":\"Pulse1_Total\",\"series\":\"T1\",\"unit\":\"L\","
                + "\"value\":68321}");
    assertThat(sent.all())
        .extracting(SentMessages.Sent::key)
        .containsExactly("b", "b", "a", "a", "b", "b");
  }

  @Test
  void givesTheSecondRowOfARepeatedHourTheWinterOffset() throws Exception {
    Path path =
        file(
            "trial.csv",
            DAIAD
                + "a;30/10/2016 01:08:53;1;0\n"
                + "a;30/10/2016 02:08:53;26;25\n"
                + "a;30/10/2016 02:08:53;26;0\n"
                + "a;30/10/2016 03:08:53;26;0\n"
                + "b;30/10/2016 02:30:00;7;1\n");
    daiad(path, Shift.NONE);
    assertThat(texts().stream().filter(text -> text.contains("\"Pulse1\"")))
        .extracting(text -> text.substring(text.indexOf("2016"), text.indexOf("2016") + 29))
        .containsExactly(
            "2016-10-30T01:08:53.000+02:00",
            "2016-10-30T02:08:53.000+02:00",
            "2016-10-30T02:30:00.000+02:00",
            "2016-10-30T02:08:53.000+01:00",
            "2016-10-30T03:08:53.000+01:00");
  }

  @Test
  void movesATimeInTheMissingHourOntoTheClock() throws Exception {
    Path path = file("trial.csv", DAIAD + "a;27/03/2016 02:30:00;1;0\n");
    daiad(path, Shift.NONE);
    assertThat(texts().get(0)).contains("\"2016-03-27T03:30:00.000+02:00\"");
  }

  @Test
  void reportsRowsWithAnUnreadableTime() throws Exception {
    Path path =
        file("trial.csv", DAIAD + "a;31/02/2016 00:00:00;1;0\na;01/03/2016 00:00:00;x;\na;b\n");
    ReplayResult result = daiad(path, Shift.NONE);
    assertThat(result.badRows()).isEqualTo(2);
    assertThat(result.rows()).isEqualTo(3);
    assertThat(texts())
        .contains("a;31/02/2016 00:00:00;1;0", "a;b")
        .anyMatch(text -> text.endsWith("\"value\":null}"))
        .anyMatch(text -> text.endsWith("\"value\":\"x\"}"));
  }

  @Test
  void shiftsByWholeDaysSoThatNothingLiesInTheFuture() throws Exception {
    Path path = file("trial.csv", DAIAD + "a;31/12/2016 23:30:00;1;0\na;01/01/2017 09:30:00;2;1\n");
    ReplayResult result = daiad(path, Shift.TO_NOW);
    // 09:30 in Madrid is half an hour before the present of this test.
    assertThat(result.to()).isEqualTo("2026-03-01T08:30:00Z");
    assertThat(result.from()).isEqualTo("2026-02-28T22:30:00Z");
    assertThat(texts().get(0)).contains("\"2026-02-28T23:30:00.000+01:00\"");
    assertThat(texts().get(2)).contains("\"2026-03-01T09:30:00.000+01:00\"");
  }

  @Test
  void writesTheFleetListOfTheTrial() throws Exception {
    Path list = ReplayFleet.writeDaiad(Set.of("b-2", "a-1"), folder.resolve("fleet"));
    List<Meter> meters = FleetFile.read(list, TestFleet.BRISBANE);
    assertThat(list).hasFileName("daiad.csv");
    assertThat(meters).hasSize(2);
    assertThat(meters.get(0).zone()).isEqualTo(DaiadFormat.ZONE);
    assertThat(meters.get(0).postcode()).isEmpty();
  }

  @Test
  void speedsAreMaxOrMultiples() {
    assertThatThrownBy(() -> ReplaySpeed.parse("fast"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ReplaySpeed.parse("0x")).isInstanceOf(IllegalArgumentException.class);
    assertThat(ReplaySpeed.parse("60x")).isNotNull();
    assertThat(ReplaySpeed.parse("0.5x")).isNotNull();
  }
}
