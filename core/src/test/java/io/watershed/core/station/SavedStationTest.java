package io.watershed.core.station;

import static io.watershed.core.station.StateObservations.HOUR;
import static io.watershed.core.station.StateObservations.RULES;
import static io.watershed.core.station.StateObservations.gauge;
import static io.watershed.core.station.StateObservations.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.alert.Episode;
import io.watershed.core.alert.StationAlert;
import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import io.watershed.core.binary.Golden;
import io.watershed.core.binary.UnreadableStateException;
import io.watershed.core.window.Disposition;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedStationTest {

  /** What version 1 wrote of {@link StateObservations#gauge(double)} with 12.5. */
  private static final String PROFILE =
      "02473100010d524956455220415420544f574e014048c0000000000001c05e60000000000001"
          + "40448000000000000102424300015a010247320140290000000000000973696d756c61746f72";

  @ParameterizedTest
  @ValueSource(strings = {"station-1", "station-2"})
  void everyReleasedLayoutIsReadWithoutLoss(String golden) {
    StationState read = StationState.decode(RULES, Golden.bytes(golden));
    assertThat(read.encode()).isEqualTo(SavedStation.station().encode());
  }

  @Test
  void aStationOfTheFirstLayoutGoesOnWhereItStopped() {
    StationState state = StationState.decode(RULES, Golden.bytes("station-1"));
    assertThat(state.profile()).isEqualTo(new StationProfile(gauge(12.5), "simulator"));
    assertThat(state.latest().values())
        .containsEntry(Element.WATER_LEVEL, 13.75)
        .containsEntry(Element.DISCHARGE, 115.0);
    assertThat(state.latest().flags())
        .contains("air_temp:GROSS_RANGE", "dew_point:GROSS_RANGE", "dew_point:INCONSISTENT");
    CheckedObservation known =
        of(gauge(12.5), SavedStation.LAST - HOUR, Element.WATER_LEVEL, 1, Element.MSLP, 1);
    assertThat(state.take(known, StationState.UNKNOWN)).isEqualTo(Disposition.DUPLICATE);
    CheckedObservation next =
        of(gauge(12.5), SavedStation.LAST, Element.WATER_LEVEL, 14, Element.MSLP, 1013.25);
    assertThat(state.take(next, StationState.UNKNOWN)).isEqualTo(Disposition.ACCEPTED);
    // All began before the state was saved.
    assertThat(state.takeChangedEpisodes())
        .filteredOn(episode -> episode.startMillis() < SavedStation.LAST)
        .extracting(Episode::type)
        .containsExactlyInAnyOrder(
            StationAlert.RAPID_RISE, StationAlert.HIGH_WATER, StationAlert.SENSOR_STUCK);
  }

  /** Fails when the layout changes: then it needs a new version and a golden file of its own. */
  @Test
  void whatIsWrittenIsTheNewestReleasedLayout() {
    assertThat(SavedStation.station().encode()).isEqualTo(Golden.bytes("station-2"));
  }

  @Test
  void aProfileIsTheSameBytesAsInTheFirstLayout() {
    StationProfile profile = new StationProfile(gauge(12.5), "simulator");
    BinaryWriter out = new BinaryWriter(64);
    profile.write(out);
    assertThat(HexFormat.of().formatHex(out.toByteArray())).isEqualTo(PROFILE);
    assertThat(StationProfile.read(new BinaryReader(HexFormat.of().parseHex(PROFILE))))
        .isEqualTo(profile);
    BinaryWriter unknown = new BinaryWriter(64);
    new StationProfile(Station.of("W", StationKind.WEATHER, ZoneOffset.UTC), "s").write(unknown);
    byte[] bytes = unknown.toByteArray();
    assertThat(bytes[2]).isEqualTo((byte) 1);
    bytes[2] = 7;
    assertThatThrownBy(() -> StationProfile.read(new BinaryReader(bytes)))
        .hasMessage("no kind of station has the code 7");
  }

  @Test
  void noCodeOfASavedConstantEverChanges() {
    Map<String, Integer> codes = new TreeMap<>();
    for (ObservationFlag flag : ObservationFlag.values()) {
      codes.put(flag.name(), flag.code());
    }
    for (StationKind kind : StationKind.values()) {
      codes.put(kind.name(), kind.code());
    }
    assertThat(codes)
        .isEqualTo(
            Map.of(
                "GROSS_RANGE", 0,
                "SOURCE_DOUBT", 1,
                "INCONSISTENT", 2,
                "SPIKE", 3,
                "RATE_OF_CHANGE", 4,
                "FLAT_LINE", 5,
                "GAP", 6,
                "GAUGE", 0,
                "WEATHER", 1));
    assertThat(Element.wireNames())
        .containsExactlyInAnyOrder(
            "air_temp",
            "dew_point",
            "rel_hum",
            "wind_speed",
            "wind_gust",
            "wind_direction",
            "stn_pres",
            "mslp",
            "precip_1h",
            "snow_depth",
            "water_level",
            "discharge");
  }

  @Test
  void anUnknownLayoutAndDamagedBytesAreSaid() {
    byte[] newer = Golden.bytes("station-2");
    newer[0] = 3;
    assertThatThrownBy(() -> StationState.decode(RULES, newer))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageStartingWith("a station's state was saved in a layout that begins with 03");
    byte[] whole = Golden.bytes("station-2");
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    assertThatThrownBy(() -> StationState.decode(RULES, longer))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessage("a station's state is damaged: it does not end where it should");
    for (int length = 5; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> StationState.decode(RULES, cut))
          .isInstanceOf(UnreadableStateException.class)
          .hasMessageStartingWith("a station's state is damaged: ");
    }
    assertThatThrownBy(() -> StationState.flags(1 << 7)).hasMessage("no flags have the bits 128");
  }
}
