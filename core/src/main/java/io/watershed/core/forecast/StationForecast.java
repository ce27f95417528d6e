package io.watershed.core.forecast;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The forecasts of one gauge from one origin.
 *
 * @param stationId the gauge
 * @param originHour the origin, in hours since the epoch: nothing after it was known
 * @param level the level at the origin, metres: the one persistence repeats
 * @param leads 1 to 24 hours ahead, in order
 */
public record StationForecast(
    String stationId, long originHour, double level, List<LeadForecast> leads) {

  /** A rise that the rule of thumb warns of, metres. */
  static final double WATCHED_RISE_METRES = 0.5;

  /** From this probability on a gauge counts as at high risk, and a crossing as forecast. */
  public static final double HIGH_RISK = 0.5;

  /**
   * Persistence alone: the level repeated, with nothing said of its errors.
   *
   * @param level metres
   */
  public static StationForecast persistence(String stationId, long originHour, double level) {
    return new StationForecast(
        stationId,
        originHour,
        level,
        IntStream.rangeClosed(1, FeatureRow.LEADS)
            .mapToObj(
                lead ->
                    new LeadForecast(
                        lead,
                        level,
                        level,
                        level,
                        Candidate.PERSISTENCE,
                        0,
                        OptionalDouble.empty()))
            .toList());
  }

  /** The origin. */
  public Instant origin() {
    return Instant.ofEpochSecond(originHour * 3600);
  }

  /** The forecast some hours ahead, 1 to 24. */
  public LeadForecast at(int lead) {
    return leads.get(lead - 1);
  }

  /** Where the level is expected to be at the end of the horizon. */
  public Tendency tendency() {
    return Tendency.of(leads.get(leads.size() - 1).level() - level);
  }

  /** The rule of thumb: the level is expected to rise by more than 0.5 m within the horizon. */
  public boolean riseWatch() {
    return leads.stream().anyMatch(lead -> lead.level() - level > WATCHED_RISE_METRES);
  }

  /**
   * The flood risk: the probability of being above high water at the hour of the horizon when that
   * is likeliest, which is the least that the probability of a crossing can be. Empty without a
   * high water.
   */
  public OptionalDouble floodProbability() {
    return leads.stream()
        .map(LeadForecast::probabilityAbove)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .max();
  }

  /** Whether the gauge is at high risk: the flood probability is {@link #HIGH_RISK} or more. */
  public boolean highRisk() {
    return floodProbability().orElse(0) >= HIGH_RISK;
  }
}
