package io.watershed.batch.run;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What a run reports of stations.
 *
 * @param mode {@code incremental}, {@code everything} or {@code range}
 * @param days local days written
 * @param messages messages of those days
 * @param observations distinct observations written: a station at an instant
 * @param duplicates messages dropped because all their values were known
 * @param merged messages whose values joined those of another message of the same instant
 * @param flagged flagged values by the name of the flag
 * @param rawBytes bytes of the messages as they came
 * @param parquetBytes bytes of the files of the observations
 * @param timesSmaller the first divided by the second; 0 when nothing was written
 * @param horizon newest observation the views hold, ISO 8601; null while only ranges were computed
 * @param forecast what was forecast; null when there was nothing new to forecast from
 */
@JsonPropertyOrder({
  "mode",
  "days",
  "messages",
  "observations",
  "duplicates",
  "merged",
  "flagged",
  "rawBytes",
  "parquetBytes",
  "timesSmaller",
  "horizon",
  "forecast"
})
public record StationSummary(
    String mode,
    List<String> days,
    long messages,
    long observations,
    long duplicates,
    long merged,
    SortedMap<String, Long> flagged,
    long rawBytes,
    long parquetBytes,
    double timesSmaller,
    String horizon,
    ForecastSummary forecast) {

  static StationSummary of(
      String mode,
      List<String> days,
      ObservationCounts counts,
      StationManifest manifest,
      ForecastSummary forecast) {
    return new StationSummary(
        mode,
        days,
        counts.messages(),
        counts.observations(),
        counts.duplicates(),
        counts.merged(),
        counts.flagged(),
        counts.rawBytes(),
        counts.parquetBytes(),
        counts.parquetBytes() == 0
            ? 0
            : Math.rint(10.0 * counts.rawBytes() / counts.parquetBytes()) / 10,
        ViewState.horizon(Optional.of(manifest)).map(Instant::toString).orElse(null),
        forecast);
  }

  /** The same as the rest of a sentence. */
  String inWords() {
    String words =
        String.format(
            "of stations %d days, %,d observations, %,d duplicates, flagged %s; %,d bytes of JSON in"
                + " %,d bytes of Parquet, %s times smaller",
            days.size(),
            observations,
            duplicates,
            flagged.isEmpty()
                ? "nothing"
                : flagged.entrySet().stream()
                    .map(flag -> flag.getValue() + " " + flag.getKey())
                    .collect(Collectors.joining(", ")),
            rawBytes,
            parquetBytes,
            timesSmaller);
    return forecast == null ? words : words + "; " + forecast.inWords();
  }
}
