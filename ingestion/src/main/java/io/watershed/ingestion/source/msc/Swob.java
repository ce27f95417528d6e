package io.watershed.ingestion.source.msc;

import io.watershed.core.reading.MessageRejectedException;
import io.watershed.core.station.Element;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationKind;
import io.watershed.ingestion.source.Decoded;
import io.watershed.ingestion.source.Fields;
import io.watershed.ingestion.source.ObservationBuilder;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Features of {@code swob-realtime}: a value stands under the element's own name, its unit under
 * {@code <name>-uom}, its mark of quality under {@code <name>-qa}. Which names there are depends on
 * the station, so each element has several, the best first. A mark is 100 for a value that passed,
 * less for one in doubt, negative for one that is missing or suppressed.
 */
final class Swob implements FeatureDecoder {

  private static final String OWN_ID = "msc_id-value";

  /**
   * Ids of others, for the rare station without one of its own, each with what parts it from those.
   */
  private static final List<Map.Entry<String, String>> OTHER_IDS =
      List.of(
          Map.entry("clim:", "clim_id-value"),
          Map.entry("tc:", "tc_id-value"),
          Map.entry("wmo:", "wmo_synop_id-value"),
          Map.entry("icao:", "icao_stn_id-value"));

  private static final List<Map.Entry<Element, List<String>>> NAMES =
      List.of(
          Map.entry(Element.AIR_TEMP, List.of("air_temp")),
          Map.entry(Element.DEW_POINT, List.of("dwpt_temp")),
          Map.entry(Element.REL_HUM, List.of("rel_hum")),
          Map.entry(
              Element.WIND_GUST,
              List.of(
                  "max_wnd_gst_spd_10m_pst10mts",
                  "max_wnd_spd_10m_pst10mts",
                  "max_wnd_spd_10m_pst1hr")),
          Map.entry(Element.STN_PRES, List.of("stn_pres")),
          Map.entry(Element.MSLP, List.of("mslp")),
          Map.entry(Element.PRECIP_1H, List.of("pcpn_amt_pst1hr", "rnfl_amt_pst1hr")),
          Map.entry(Element.SNOW_DEPTH, List.of("snw_dpth", "avg_snw_dpth_pst5mts")));

  /** Speed and direction are of the same minutes; ten are the usual mean (WMO-No. 8, 5.1.1). */
  private static final List<String> WIND_PERIODS = List.of("pst10mts", "pst2mts", "pst1mt");

  @Override
  public Decoded decode(Feature feature) throws MessageRejectedException {
    Fields properties = Fields.of(feature.json()).below("properties");
    Station station =
        new Station(
            stationId(properties),
            StationKind.WEATHER,
            properties.nameOrNull("stn_nam-value"),
            Points.latitude(feature.json()),
            Points.longitude(feature.json()),
            Points.elevation(feature.json()),
            null,
            null,
            ZoneOffset.UTC,
            null,
            null);
    String time = properties.has("obs_date_tm") ? "obs_date_tm" : "date_tm-value";
    long timestamp = properties.utcInstant(time).toEpochMilli();
    ObservationBuilder builder = new ObservationBuilder();
    for (Map.Entry<Element, List<String>> element : NAMES) {
      for (String name : element.getValue()) {
        if (!builder.has(element.getKey())) {
          takeValue(builder, element.getKey(), name, properties, feature.minimumQuality());
        }
      }
    }
    takeWind(builder, properties, feature.minimumQuality());
    return builder.build(station, MscCollection.SWOB_REALTIME.source(), timestamp, feature.body());
  }

  private static String stationId(Fields properties) throws MessageRejectedException {
    if (properties.has(OWN_ID)) {
      return properties.required(OWN_ID);
    }
    for (Map.Entry<String, String> other : OTHER_IDS) {
      Optional<String> id = properties.text(other.getValue());
      if (id.isPresent()) {
        return other.getKey() + id.get();
      }
    }
    return properties.required(OWN_ID);
  }

  @Override
  public Map.Entry<String, String> filter(String stationId) {
    return OTHER_IDS.stream()
        .filter(other -> stationId.startsWith(other.getKey()))
        .findFirst()
        .map(other -> Map.entry(other.getValue(), stationId.substring(other.getKey().length())))
        .orElse(Map.entry(OWN_ID, stationId));
  }

  private static void takeWind(ObservationBuilder builder, Fields properties, int minimumQuality)
      throws MessageRejectedException {
    for (String period : WIND_PERIODS) {
      String speed = "avg_wnd_spd_10m_" + period;
      takeValue(builder, Element.WIND_SPEED, speed, properties, minimumQuality);
      if (builder.has(Element.WIND_SPEED)) {
        String direction = "avg_wnd_dir_10m_" + period;
        boolean calm =
            properties.number(speed).orElse(0.0) == 0
                && properties.number(direction).orElse(0.0) == 0;
        if (!calm) {
          takeValue(builder, Element.WIND_DIRECTION, direction, properties, minimumQuality);
        }
        return;
      }
    }
  }

  private static void takeValue(
      ObservationBuilder builder,
      Element element,
      String name,
      Fields properties,
      int minimumQuality)
      throws MessageRejectedException {
    Optional<Double> value = properties.number(name);
    if (value.isEmpty()) {
      return;
    }
    Optional<Double> mark = properties.number(name + "-qa");
    if (mark.isPresent() && mark.get() < minimumQuality) {
      builder.withhold(name, value.get(), Math.round(mark.get()));
      return;
    }
    builder.set(element, value.get(), properties.text(name + "-uom").orElse(element.unit()));
    if (mark.isPresent()) {
      builder.mark(element, (int) Math.floor(mark.get()));
    }
  }
}
