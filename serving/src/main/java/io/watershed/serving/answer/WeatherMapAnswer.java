package io.watershed.serving.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/** Weather stations on a map; °C. */
public record WeatherMapAnswer(
    List<Item> items,
    long total,
    long unplaced,
    long known,
    boolean truncated,
    ProvincesAnswer facets,
    ClockAnswer clock) {

  /** A station. */
  public record Item(
      @JsonUnwrapped StationBriefAnswer brief, Double temperature, Double feelsLike) {}
}
