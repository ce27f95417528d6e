package io.watershed.serving.views;

import io.watershed.core.contract.index.BatchRunsIndex;
import io.watershed.core.contract.index.BatchStateIndex;
import io.watershed.core.contract.index.DeadLettersIndex;
import io.watershed.core.contract.index.ForecastSkillIndex;
import io.watershed.core.contract.index.MeterDaysIndex;
import io.watershed.core.contract.index.MeterMonthsIndex;
import io.watershed.core.contract.index.ProblemMetersIndex;
import io.watershed.core.contract.index.StationHoursIndex;
import io.watershed.core.contract.index.StationMetadataIndex;
import io.watershed.core.contract.index.SuburbHoursIndex;
import io.watershed.core.contract.index.WaterLevelForecastsIndex;

/** Names of the indices that this package fills. */
public final class ViewIndices {

  /** Daily figures with their hours and readings. */
  public static final String DAYS = MeterDaysIndex.INDEX.name();

  /** Monthly figures. */
  public static final String MONTHS = MeterMonthsIndex.INDEX.name();

  /** Litres of a suburb in an hour. */
  public static final String SUBURBS = SuburbHoursIndex.INDEX.name();

  /** Problems of meters. */
  public static final String PROBLEMS = ProblemMetersIndex.INDEX.name();

  /** The batch layer's runs. */
  public static final String RUNS = BatchRunsIndex.INDEX.name();

  /** Which run the copies are of. */
  public static final String STATE = BatchStateIndex.INDEX.name();

  /** The id of the document of {@link #STATE} that is about the meters' copies. */
  public static final String STATE_ID = BatchStateIndex.METERS_ID;

  /** Dead letters. */
  public static final String DEAD_LETTERS = DeadLettersIndex.INDEX.name();

  /** The id of the document of {@link #STATE} that is about the stations' copies. */
  public static final String STATIONS_STATE_ID = BatchStateIndex.STATIONS_ID;

  /** Days of an element of a station with their hours. */
  public static final String STATION_HOURS = StationHoursIndex.INDEX.name();

  /** What the batch layer knows of a station. */
  public static final String STATION_METADATA = StationMetadataIndex.INDEX.name();

  /** Forecasts of water levels. */
  public static final String FORECASTS = WaterLevelForecastsIndex.INDEX.name();

  /** How good the forecasts were. */
  public static final String SKILL = ForecastSkillIndex.INDEX.name();

  private ViewIndices() {}

  /** Every index of a name. */
  public static String all(String name) {
    return name + "-*";
  }
}
