package io.watershed.serving.views;

import java.time.LocalDate;
import java.util.List;

/** Names of the indices that this package fills. */
public final class ViewIndices {

  /** Daily figures with their hours and readings. */
  public static final String DAYS = "meter-days";

  /** Monthly figures. */
  public static final String MONTHS = "meter-months";

  /** Litres of a suburb in an hour. */
  public static final String SUBURBS = "suburb-hours";

  /** Problems of meters. */
  public static final String PROBLEMS = "problem-meters";

  /** The batch layer's runs. */
  public static final String RUNS = "batch-runs";

  /** Which run the copies are of. */
  public static final String STATE = "batch-state";

  /** The id of the document of {@link #STATE} that is about the meters' copies. */
  public static final String STATE_ID = "state";

  /** Dead letters. */
  public static final String DEAD_LETTERS = "dead-letters";

  /** The id of the document of {@link #STATE} that is about the stations' copies. */
  public static final String STATIONS_STATE_ID = "stations";

  /** Days of an element of a station with their hours. */
  public static final String STATION_HOURS = "station-hours";

  /** What the batch layer knows of a station. */
  public static final String STATION_METADATA = "station-metadata";

  /** Forecasts of water levels. */
  public static final String FORECASTS = "water-level-forecasts";

  /** How good the forecasts were. */
  public static final String SKILL = "forecast-skill";

  /** The index templates of what this package writes. */
  public static final List<String> TEMPLATES =
      List.of(
          DAYS,
          MONTHS,
          SUBURBS,
          PROBLEMS,
          RUNS,
          STATE,
          DEAD_LETTERS,
          STATION_HOURS,
          STATION_METADATA,
          FORECASTS,
          SKILL);

  /** What is kept by local day, in an index a month. */
  static final List<String> OF_DAYS = List.of(DAYS, SUBURBS, PROBLEMS);

  private ViewIndices() {}

  /** The index of a local day, one a month: {@code meter-days-2022.07}. */
  static String ofMonth(String name, LocalDate day) {
    int month = day.getMonthValue();
    return name + "-" + day.getYear() + (month < 10 ? ".0" : ".") + month;
  }

  /** Every index of a name. */
  public static String all(String name) {
    return name + "-*";
  }
}
