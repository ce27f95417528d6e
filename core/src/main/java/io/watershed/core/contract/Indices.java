package io.watershed.core.contract;

import io.watershed.core.contract.index.AlertsIndex;
import io.watershed.core.contract.index.BatchRunsIndex;
import io.watershed.core.contract.index.BatchStateIndex;
import io.watershed.core.contract.index.DeadLettersIndex;
import io.watershed.core.contract.index.ForecastSkillIndex;
import io.watershed.core.contract.index.MeterDaysIndex;
import io.watershed.core.contract.index.MeterMonthsIndex;
import io.watershed.core.contract.index.MeterWindowsIndex;
import io.watershed.core.contract.index.PipelineHealthIndex;
import io.watershed.core.contract.index.ProblemMetersIndex;
import io.watershed.core.contract.index.ReconciliationHoursIndex;
import io.watershed.core.contract.index.ReconciliationsIndex;
import io.watershed.core.contract.index.StationHoursIndex;
import io.watershed.core.contract.index.StationLatestIndex;
import io.watershed.core.contract.index.StationMetadataIndex;
import io.watershed.core.contract.index.StationWindowsIndex;
import io.watershed.core.contract.index.SuburbHoursIndex;
import io.watershed.core.contract.index.WaterLevelForecastsIndex;
import java.util.List;
import java.util.stream.Stream;

/** All indices. */
public final class Indices {

  /** Those that the speed layer writes. */
  public static final List<Index> OF_SPEED_LAYER =
      List.of(
          MeterWindowsIndex.INDEX,
          StationWindowsIndex.INDEX,
          StationLatestIndex.INDEX,
          AlertsIndex.INDEX,
          PipelineHealthIndex.INDEX);

  /** Those that the batch layer writes. */
  public static final List<Index> OF_BATCH_LAYER =
      List.of(ReconciliationsIndex.INDEX, ReconciliationHoursIndex.INDEX);

  /** Those that serving writes: copies, and which run they are of. */
  public static final List<Index> OF_SERVING =
      List.of(
          MeterDaysIndex.INDEX,
          MeterMonthsIndex.INDEX,
          SuburbHoursIndex.INDEX,
          ProblemMetersIndex.INDEX,
          BatchRunsIndex.INDEX,
          BatchStateIndex.INDEX,
          DeadLettersIndex.INDEX,
          StationHoursIndex.INDEX,
          StationMetadataIndex.INDEX,
          WaterLevelForecastsIndex.INDEX,
          ForecastSkillIndex.INDEX);

  /** All of them. */
  public static final List<Index> ALL =
      Stream.of(OF_SPEED_LAYER, OF_BATCH_LAYER, OF_SERVING).flatMap(List::stream).toList();

  private Indices() {}
}
