package io.watershed.simulator.station.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StationListTest {

  private static final String HEADER =
      "\uFEFF ID,Name / Nom,Latitude,Longitude,Prov/Terr,Timezone / Fuseau horaire\r\n";

  @TempDir private Path folder;

  private Path list(String rows) throws IOException {
    return Files.writeString(folder.resolve("list.csv"), HEADER + rows);
  }

  private void refuses(String rows, String problem) throws IOException {
    Path file = list(rows);
    assertThatThrownBy(() -> StationList.read(file))
        .isInstanceOf(StationListException.class)
        .hasMessage(file + problem);
  }

  @Test
  void readsThePublishersLayout() throws IOException {
    StationList list =
        StationList.read(
            list("05AA001,\"LONG CREEK, UPPER, NEAR A\",50.5,-113.25,AB,UTC-07:00\r\n"));
    assertThat(list.entries())
        .containsExactly(
            new StationList.Entry(
                "05AA001",
                "LONG CREEK, UPPER, NEAR A",
                50.5,
                -113.25,
                "AB",
                ZoneId.of("UTC-07:00")));
  }

  @Test
  void joinsTheGaugesOfADrainageInTheDirectionOfItsWater() throws IOException {
    // Water of the drainage 05 runs east by north.
    StationNetwork network =
        StationList.read(
                list(
                    """
                    05AA001,UPPER CREEK AT A,50.5,-114.0,AB,UTC-07:00
                    05AA002,LOWER CREEK AT B,50.5,-113.6,AB,UTC-07:00
                    05AB003,LARGE RIVER AT C,50.6,-113.0,AB,UTC-07:00
                    05AB004,SMALL LAKE AT D,50.9,-113.55,AB,UTC-07:00
                    05BA005,OTHER RIVER AT E,50.7,-113.1,AB,UTC-07:00
                    """))
            .network(5, 8, 1);
    assertThat(network.gauges().stream().map(GaugeSite::downstream))
        .containsExactly(1, 2, -1, 2, -1);
    assertThat(network.gauges().get(3).behaviour()).isEqualTo(GaugeBehaviour.LAKE);
    assertThat(network.gauges().get(4).basin()).isNotEqualTo(network.gauges().get(0).basin());
    assertThat(network.weatherStations()).hasSize(8);
  }

  @Test
  void namesWhatCannotBeRead() throws IOException {
    Path absent = folder.resolve("absent.csv");
    assertThatThrownBy(() -> StationList.read(absent)).hasMessage(absent + ": no such file");
    refuses("", ": no station");
    refuses(
        "05AA001,A,95,-113,AB,UTC-07:00\n", ", line 2: latitude \"95\" must be from -90.0 to 90.0");
    refuses(
        "05AA001,A,50,west,AB,UTC-07:00\n",
        ", line 2: longitude \"west\" must be from -180.0 to 180.0");
    refuses(
        "05AA001,A,50,-113,AB,Mountain\n",
        ", line 2: time zone \"Mountain\" must be one such as UTC-05:00");
    refuses("05AA001,A,50,-113,AB\n", ", line 2: 5 columns; there must be 6");
    refuses(
        "0|5,A,50,-113,AB,UTC-07:00\n",
        ", line 2: id \"0|5\" must have 3 to 64 letters, digits, dots or hyphens");
    refuses(
        "05AA001,A,50,-113,AB,UTC-07:00\n05AA001,A,50,-113,AB,UTC-07:00\n",
        ", line 3: station 05AA001 stands already in line 2");
    Path other = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
    assertThatThrownBy(() -> StationList.read(other))
        .hasMessage(
            other
                + ", line 1: the header must be ID, Name, Latitude, Longitude, Prov/Terr,"
                + " Timezone");
  }

  @Test
  void takesTheRealList() {
    Path data =
        Path.of(
            System.getProperty(
                "watershed.realData", Settings.home().resolve("../shared/data").toString()));
    Path file = data.resolve("stations/hydrometric_StationList_2015.csv");
    assumeTrue(Files.exists(file), "no real data at " + data);
    StationList list = StationList.read(file);
    assertThat(list.size()).isEqualTo(1903);
    StationNetwork network = list.network(1903, 1100, 1);
    assertThat(network.gauges()).hasSize(1903);
    assertThat(network.basins()).hasSizeBetween(100, 150);
    List<GaugeSite> joined =
        network.gauges().stream().filter(gauge -> gauge.downstream() >= 0).toList();
    assertThat(joined).hasSizeGreaterThan(1500);
  }
}
