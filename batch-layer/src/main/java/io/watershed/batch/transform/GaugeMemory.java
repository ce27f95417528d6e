package io.watershed.batch.transform;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import io.watershed.core.contract.hive.WaterLevelForecasts;
import io.watershed.core.forecast.StationSkill;
import io.watershed.spark.RowLayout;
import io.watershed.spark.RowLayout.Place;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Rows of a gauge and what is remembered of its forecasts from run to run, as its files hold it.
 */
public final class GaugeMemory {

  static final Column<byte[]> STATE =
      Table.named("gauge_states").bytes("state", "the gauge's forecasts and their skill");

  private static final RowLayout LAYOUT =
      RowLayout.of(List.of(WaterLevelForecasts.STATION_ID, STATE));
  private static final Place<String> STATION_OF = LAYOUT.place(WaterLevelForecasts.STATION_ID);
  private static final Place<byte[]> STATE_OF = LAYOUT.place(STATE);

  private GaugeMemory() {}

  /** The columns of such rows. */
  public static StructType columns() {
    return LAYOUT.schema();
  }

  static String stationId(Row row) {
    return STATION_OF.get(row);
  }

  static StationSkill skill(Row row) {
    return skill(STATE_OF.get(row));
  }

  /** The skill that bytes hold; none where there are no bytes. */
  static StationSkill skill(byte[] state) {
    return state == null ? StationSkill.none() : StationSkill.read(state);
  }
}
