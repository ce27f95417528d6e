package io.watershed.ingestion.source.msc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.core.reading.DeadLetterReason;
import io.watershed.core.reading.MessageRejectedException;
import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.core.station.StationKind;
import io.watershed.ingestion.source.Decoded;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecodersTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SWOB =
      """
      {"type": "Feature", "geometry": {"type": "Point", "coordinates": [-98.5, 58.7, 281.3]},
       "properties": {
        "msc_id-value": "5060000", "stn_nam-value": "SOMEWHERE", "icao_stn_id-value": "CXYZ",
        "obs_date_tm": "2026-11-20T07:00:00.000Z",
        "air_temp": -5.9, "air_temp-uom": "°C", "air_temp-qa": 100,
        "dwpt_temp": -9.5, "dwpt_temp-uom": "°C",
        "rel_hum": 50, "rel_hum-uom": "%", "rel_hum-qa": 10,
        "stn_pres": 98.59, "stn_pres-uom": "kPa", "stn_pres-qa": 99,
        "mslp": null, "mslp-uom": "hPa", "mslp-qa": -1,
        "pcpn_amt_pst1hr": "0.4", "pcpn_amt_pst1hr-uom": "mm", "pcpn_amt_pst1hr-qa": 100,
        "snw_dpth": 12, "snw_dpth-uom": "cm", "snw_dpth-qa": -10,
        "avg_wnd_spd_10m_pst10mts": 5, "avg_wnd_spd_10m_pst10mts-uom": "m/s",
        "avg_wnd_spd_10m_pst10mts-qa": 100,
        "avg_wnd_dir_10m_pst10mts": 4, "avg_wnd_dir_10m_pst10mts-uom": "°",
        "avg_wnd_dir_10m_pst2mts": 360, "avg_wnd_dir_10m_pst2mts-uom": "°"}}
      """;

  @Test
  void aSwobGivesWhatPassedItsOfficesTestsInOurUnits() throws Exception {
    Decoded.Good good = (Decoded.Good) decode(new Swob(), SWOB);
    Observation observation = good.observation();

    assertThat(observation.values())
        .containsOnly(
            entry(Element.AIR_TEMP, -5.9),
            entry(Element.DEW_POINT, -9.5),
            entry(Element.WIND_SPEED, 18.0),
            entry(Element.WIND_DIRECTION, 4.0),
            entry(Element.STN_PRES, 985.9),
            entry(Element.PRECIP_1H, 0.4));
    assertThat(observation.quality())
        .as("only values that have a mark of their own")
        .containsOnly(
            entry(Element.AIR_TEMP, 100),
            entry(Element.WIND_SPEED, 100),
            entry(Element.STN_PRES, 99),
            entry(Element.PRECIP_1H, 100));
    assertThat(good.withheld()).as("the humidity and the snow").isEqualTo(2);
    assertThat(observation.body()).isEqualTo(SWOB);
    assertThat(observation.station().id()).isEqualTo("5060000");
    assertThat(observation.station().kind()).isEqualTo(StationKind.WEATHER);
    assertThat(observation.station().elevation()).isEqualTo(281.3);
    assertThat(observation.timestamp()).isEqualTo(Instant.parse("2026-11-20T07:00:00Z"));
  }

  @Test
  void aCalmHasNoDirection() throws Exception {
    String calm =
        SWOB.replace("pst10mts\": 5", "pst10mts\": 0").replace("pst10mts\": 4", "pst10mts\": 0");
    Observation observation = ((Decoded.Good) decode(new Swob(), calm)).observation();
    assertThat(observation.values())
        .containsEntry(Element.WIND_SPEED, 0.0)
        .doesNotContainKey(Element.WIND_DIRECTION);
  }

  @Test
  void aSwobOfWhichNoValueIsGoodEnoughIsKeptAsADeadLetter() throws Exception {
    String doubtful =
        """
        {"type": "Feature", "properties": {"tc_id-value": "XYZ",
         "date_tm-value": "2026-11-20T07:00:00Z", "air_temp": 99, "air_temp-qa": 0}}
        """;
    Decoded.Bad bad = (Decoded.Bad) decode(new Swob(), doubtful);
    assertThat(bad.letter().body()).isEqualTo(doubtful);
    assertThat(bad.letter().stationId()).isEqualTo("tc:XYZ");
    assertThat(bad.letter().detail())
        .isEqualTo("no value is good enough: air_temp = 99.0 (quality 0)");
  }

  @Test
  void aSwobInAnUnknownUnitIsRejected() {
    assertThatThrownBy(() -> decode(new Swob(), SWOB.replace("kPa", "bananas")))
        .isInstanceOfSatisfying(
            MessageRejectedException.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(DeadLetterReason.UNKNOWN_UNIT))
        .hasMessageContaining("unit \"bananas\" of stn_pres");
  }

  @Test
  void aStationThatSaysNothingIsSilent() throws Exception {
    String silent = FakeGeoMet.feature("08XX001", "2026-11-20T07:00:00Z", 1).replace("1.0", "null");
    assertThat(decode(new Hydrometric(), silent)).isInstanceOf(Decoded.Silent.class);
  }

  @Test
  void aStationIsAskedForByTheIdThatItHas() {
    assertThat(new Swob().filter("5060000")).isEqualTo(Map.entry("msc_id-value", "5060000"));
    assertThat(new Swob().filter("tc:XYZ")).isEqualTo(Map.entry("tc_id-value", "XYZ"));
    assertThat(new Hydrometric().filter("08XX001"))
        .isEqualTo(Map.entry("STATION_NUMBER", "08XX001"));
    assertThat(new Climate().filter("1160000"))
        .isEqualTo(Map.entry("CLIMATE_IDENTIFIER", "1160000"));
  }

  @Test
  void aGaugeGivesLevelAndFlow() throws Exception {
    String text =
        FakeGeoMet.feature("08XX001", "2026-11-20T07:30:00", 6.123)
            .replace("\"DISCHARGE\": null", "\"DISCHARGE\": 2100");
    Observation observation = ((Decoded.Good) decode(new Hydrometric(), text)).observation();

    assertThat(observation.values())
        .containsOnly(entry(Element.WATER_LEVEL, 6.123), entry(Element.DISCHARGE, 2100.0));
    assertThat(observation.timestamp())
        .as("a time without a zone is UTC")
        .isEqualTo(Instant.parse("2026-11-20T07:30:00Z"));
    assertThat(observation.station().kind()).isEqualTo(StationKind.GAUGE);
    assertThat(observation.station().province()).isEqualTo("BC");
    assertThat(observation.station().zone()).isEqualTo(ZoneId.of("-08:00"));
  }

  @Test
  void anHourOfTheArchiveComesInTensOfDegreesAndKilopascal() throws Exception {
    Observation observation =
        ((Decoded.Good) decode(new Climate(), climate("13", "19"))).observation();

    assertThat(observation.values())
        .containsOnly(
            entry(Element.AIR_TEMP, -9.1),
            entry(Element.DEW_POINT, -12.9),
            entry(Element.REL_HUM, 74.0),
            entry(Element.WIND_SPEED, 19.0),
            entry(Element.WIND_DIRECTION, 130.0),
            entry(Element.STN_PRES, 999.5),
            entry(Element.PRECIP_1H, 0.2));
    assertThat(observation.timestamp()).isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
    assertThat(observation.station().zone()).isEqualTo(ZoneId.of("-08:00"));
  }

  @Test
  void aCalmHourOfTheArchiveHasNoDirection() throws Exception {
    Observation observation =
        ((Decoded.Good) decode(new Climate(), climate("0", "0"))).observation();
    assertThat(observation.values())
        .containsEntry(Element.WIND_SPEED, 0.0)
        .doesNotContainKey(Element.WIND_DIRECTION);
  }

  static String climate(String tensOfDegrees, String speed) {
    return """
    {"type": "Feature", "geometry": {"type": "Point", "coordinates": [-120.45, 50.7]},
     "properties": {"STATION_NAME": "SOMEWHERE A", "CLIMATE_IDENTIFIER": "1160000",
      "PROVINCE_CODE": "BC", "LOCAL_DATE": "2026-11-20 00:00:00",
      "UTC_DATE": "2026-11-20T08:00:00", "TEMP": -9.1, "DEW_POINT_TEMP": -12.9,
      "RELATIVE_HUMIDITY": 74, "PRECIP_AMOUNT": 0.2, "WIND_DIRECTION": %s, "WIND_SPEED": %s,
      "STATION_PRESSURE": 99.95, "VISIBILITY": 64.4, "HUMIDEX": null, "WINDCHILL": -17}}
    """
        .formatted(tensOfDegrees, speed);
  }

  static Decoded decode(FeatureDecoder decoder, String body) throws Exception {
    return decoder.decode(new FeatureDecoder.Feature(JSON.readTree(body), body, 50));
  }
}
