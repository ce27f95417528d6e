package io.watershed.core.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetFileTest {

  private static final String HEADER = "managedObjects_id,Meter Type,Suburb,Postcode,Usage Type\n";
  private static final ZoneId BRISBANE = ZoneId.of("Australia/Brisbane");

  @TempDir Path directory;

  @Test
  void readsMetersAndMissingValues() throws IOException {
    List<Meter> meters =
        FleetFile.read(
            file(HEADER + "1,captis_pulse,BUDERIM,4556,Residential\n2,c8y_lwm2m,#N/A,#N/A,#N/A\n"),
            BRISBANE);
    assertThat(meters).hasSize(2);
    assertThat(meters.get(0).type()).contains(MeterType.DIGITAL);
    assertThat(meters.get(0).suburb()).contains("BUDERIM");
    assertThat(meters.get(0).postcode()).hasValue(4556);
    assertThat(meters.get(0).zone()).isEqualTo(BRISBANE);
    assertThat(meters.get(1).suburb()).isEmpty();
    assertThat(meters.get(1).postcode()).isEmpty();
    assertThat(meters.get(1).usageType()).isEmpty();
  }

  @Test
  void readsATimeZoneAndAByteOrderMark() throws IOException {
    List<Meter> meters =
        FleetFile.read(
            file(
                "\uFEFF"
                    + HEADER.replace("\n", ",Time Zone\n")
                    + "1,hourly_pulse,ALICANTE,,Residential,Europe/Madrid\n"),
            BRISBANE);
    assertThat(meters.get(0).zone()).isEqualTo(ZoneId.of("Europe/Madrid"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,captis_pulse,A,4556,R;1,captis_pulse,A,4556,R | line 3: meter id 1 stands already in line 2",
        "1,captis_pulse,A,45x6,R | line 2: postcode \"45x6\" must be a whole number from 1 to 99999",
        "1,captis_pulse,A,-1,R   | line 2: postcode \"-1\" must be a whole number from 1 to 99999",
        "1,steam,A,4556,R        | line 2: meter type \"steam\" must be one of captis_pulse",
        ",captis_pulse,A,4556,R  | line 2: meter id \"\" must have 1 to 64 characters",
        "1,captis_pulse          | line 2: the row has 2 cells; it must have 5",
      })
  void namesFileAndLineOfABadRow(String rows, String sentence) throws IOException {
    Path file = file(HEADER + rows.replace(';', '\n') + "\n");
    assertThatThrownBy(() -> FleetFile.read(file, BRISBANE))
        .isInstanceOf(FleetFileException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(sentence);
  }

  @Test
  void namesAFileOfAnotherLayoutAnEmptyOneAndAnAbsentOne() throws IOException {
    Path other = file("a,b\n1,2\n");
    assertThatThrownBy(() -> FleetFile.read(other, BRISBANE))
        .hasMessageContaining("column \"managedObjects_id\" is absent");
    Path empty = file(HEADER);
    assertThatThrownBy(() -> FleetFile.read(empty, BRISBANE)).hasMessageContaining("no meter");
    Path absent = directory.resolve("absent.csv");
    assertThatThrownBy(() -> FleetFile.read(absent, BRISBANE))
        .hasMessageContaining("absent.csv")
        .hasMessageContaining("does not exist");
    Path latin1 = directory.resolve("latin1.csv");
    Files.write(latin1, (HEADER + "1,captis_pulse,É,,\n").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> FleetFile.read(latin1, BRISBANE)).hasMessageContaining("not UTF-8");
  }

  @Test
  void aMeterThatNoListNamesIsUnknownAndHasTheDefaultZone() {
    Fleet fleet = Fleet.of(List.of(), BRISBANE);
    assertThat(fleet.meter("9").known()).isFalse();
    assertThat(fleet.meter("9").zone()).isEqualTo(BRISBANE);
  }

  @Test
  void listsOfTheDirectoryFollowTheNamedOnes() throws IOException {
    Path named = file(HEADER + "1,captis_pulse,A,4556,Residential\n");
    Path folder = Files.createDirectory(directory.resolve("fleet"));
    Files.writeString(folder.resolve("b.csv"), HEADER + "2,c8y_lwm2m,B,4557,Residential\n");
    Files.writeString(folder.resolve("notes.txt"), "not a list");
    Fleet fleet =
        Fleet.load(
            Settings.of(
                Map.of("fleet.files", named.toString(), "fleet.directory", folder.toString())));
    assertThat(fleet.size()).isEqualTo(2);
    assertThat(fleet.meter("2").suburb()).contains("B");
  }

  @Test
  void readsTheRealFleetListOfTheUtility() {
    Path real =
        Settings.home()
            .resolve(System.getProperty("watershed.realData", "../shared/data"))
            .resolve("water-meters/qld/managedobject_details.csv");
    Assumptions.assumeTrue(Files.exists(real), "no real data at " + real);
    List<Meter> meters = FleetFile.read(real, BRISBANE);
    assertThat(meters).hasSize(2817);
    assertThat(meters).filteredOn(meter -> meter.suburb().isEmpty()).hasSize(7);
    assertThat(meters).filteredOn(meter -> meter.usageType().isEmpty()).hasSize(14);
    assertThat(meters)
        .filteredOn(meter -> meter.type().orElseThrow() == MeterType.INTEGRATED)
        .hasSize(1969);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("fleet.csv"), content);
  }
}
