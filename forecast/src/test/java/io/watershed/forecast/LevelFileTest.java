package io.watershed.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.forecast.GaugeSeries;
import io.watershed.core.forecast.LevelScreening.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LevelFileTest {

  private static final String TIDY =
      "code_site,code_station,date_obs,level_mm,libelle_qualification_obs,longitude,latitude\n";
  private static final Instant START = Instant.parse("2020-01-08T00:00:00Z");
  private static final long START_HOUR = START.getEpochSecond() / 3600;

  @TempDir private Path folder;

  @Test
  void readsTheTidyLayoutInMillimetres() throws Exception {
    StringBuilder text = new StringBuilder(TIDY);
    for (int hour = 0; hour < 60; hour++) {
      text.append("O1432910,O143291001,")
          .append(START.plusSeconds(3600L * hour))
          .append(",")
          .append(600 + hour)
          .append(".0,Non qualifiée,1.9366,42.9050\n");
    }

    LevelFile file = LevelFile.read(write("tidy.csv", text.toString()));

    assertThat(file.observations()).isEqualTo(60);
    assertThat(file.leftOut()).isEmpty();
    GaugeSeries series = file.series().get(0);
    assertThat(series.stationId()).isEqualTo("O143291001");
    assertThat(series.levelAt(START_HOUR)).isEqualTo(0.6);
    assertThat(series.levelAt(START_HOUR + 59)).isEqualTo(0.659);
    assertThat(series.latitude()).isEqualTo(42.905);
    assertThat(series.longitude()).isEqualTo(1.9366);
  }

  @Test
  void readsThePlainLayoutInMetresGzippedWithAMarkAndInAnyOrder() throws Exception {
    StringBuilder text = new StringBuilder("\uFEFFtime,station,level\r\n");
    for (int hour = 59; hour >= 0; hour--) {
      text.append(START.plusSeconds(3600L * hour).toString().replace("Z", "+00:00"))
          .append(",A,")
          .append(hour == 30 ? "" : "1." + (10 + hour))
          .append("\r\n");
    }
    Path path = folder.resolve("plain.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    LevelFile file = LevelFile.read(path);

    assertThat(file.observations()).isEqualTo(59);
    assertThat(file.series().get(0).levelAt(START_HOUR + 1)).isEqualTo(1.11);
    assertThat(file.series().get(0).levelAt(START_HOUR + 30)).isNaN();
    assertThat(file.series().get(0).latitude()).isNaN();
  }

  @Test
  void leavesOutAStationWithFewHoursAndSaysWhy() throws Exception {
    LevelFile file =
        LevelFile.read(write("few.csv", "station,time,level\nA,2020-01-08T00:00:00Z,1\n"));

    assertThat(file.series()).isEmpty();
    assertThat(file.leftOut()).isEqualTo(Map.of("A", "1 hours with a level, fewer than 48"));
  }

  @Test
  void countsWhatScreeningLeavesOut() throws Exception {
    StringBuilder text = new StringBuilder("station,time,level\n");
    for (int hour = 0; hour < 60; hour++) {
      text.append("A,")
          .append(START.plusSeconds(3600L * hour))
          .append(hour == 20 ? ",9.9\n" : ",1.0\n");
    }

    LevelFile file = LevelFile.read(write("spike.csv", text.toString()));

    assertThat(file.findings()).isEqualTo(Map.of(Finding.SPIKE, 1));
    assertThat(file.series().get(0).levelAt(START_HOUR + 20)).isNaN();
  }

  @Test
  void namesFileAndLineOfWhatItCannotRead() throws IOException {
    refuses("", "line 1: the header is , but must hold code_station, date_obs and level_mm");
    refuses("a,b\n1,2\n", "line 1: the header is a,b, but must hold");
    refuses(
        "station,time,level\nA,2020-01-08T00:00:00Z,1\nA,2020-01-08T01:00:00Z,high\n",
        "line 3: level is 'high', but must be a number");
    refuses(
        "station,time,level\nA,8 January,1\n",
        "line 2: time is '8 January', but must be a time with an offset");
    refuses("station,time,level\n,2020-01-08T00:00:00Z,1\n", "line 2: station is empty");
    refuses(
        "station,time,level\nA,2020-01-08T00:00:00Z\n", "line 2: 2 fields, but the header has 3");
    refuses(
        "station,time,level,latitude,longitude\nA,2020-01-08T00:00:00Z,1,91,0\n",
        "line 2: latitude is 91, but must be from -90");
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThatThrownBy(() -> LevelFile.read(folder.resolve("none.csv")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("none.csv is not a file");
  }

  @Test
  void refusesABrokenArchive() throws IOException {
    Path path = folder.resolve("broken.csv.gz");
    Files.write(path, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0});

    assertThatThrownBy(() -> LevelFile.read(path))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("broken.csv.gz cannot be read");
  }

  private void refuses(String text, String message) throws IOException {
    Path path = write("bad.csv", text);
    assertThatThrownBy(() -> LevelFile.read(path))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("bad.csv, " + message);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
