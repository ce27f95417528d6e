package io.watershed.core.forecast;

import java.io.Serializable;

/**
 * How good the forecasts of a gauge at a lead time were, counted as the truth comes in. Scores of
 * parts add up with {@link #add(SkillScore)}. Metres throughout.
 *
 * <p>A threshold is crossed by a forecast whose gauge was below high water at the origin: forecast
 * where the probability of being above is {@link StationForecast#HIGH_RISK} or more, observed where
 * the level came to be at or above it.
 *
 * <p>Not safe for several threads.
 */
public final class SkillScore implements Serializable {

  private static final long serialVersionUID = 1;

  private long count;
  private double absolute;
  private double squared;
  private double persistenceAbsolute;
  private double persistenceSquared;
  private double truthMean;
  private double truthSquares;
  private long covered;
  private double width;
  private long hits;
  private long misses;
  private long falseAlarms;

  /** Counts a forecast whose truth has come. */
  public void add(ScoredForecast scored) {
    double truth = scored.truth();
    double error = scored.level() - truth;
    double persistenceError = scored.persistence() - truth;
    count++;
    absolute += Math.abs(error);
    squared += error * error;
    persistenceAbsolute += Math.abs(persistenceError);
    persistenceSquared += persistenceError * persistenceError;
    double off = truth - truthMean;
    truthMean += off / count;
    truthSquares += off * (truth - truthMean);
    covered += truth >= scored.low() && truth <= scored.high() ? 1 : 0;
    width += scored.high() - scored.low();
    if (scored.persistence() < scored.highWater()) {
      boolean forecast = scored.probabilityAbove() >= StationForecast.HIGH_RISK;
      boolean came = truth >= scored.highWater();
      hits += forecast && came ? 1 : 0;
      misses += !forecast && came ? 1 : 0;
      falseAlarms += forecast && !came ? 1 : 0;
    }
  }

  /** Adds another's counts to this one's. */
  public void add(SkillScore other) {
    if (other.count == 0) {
      return;
    }
    double off = other.truthMean - truthMean;
    long together = count + other.count;
    truthSquares += other.truthSquares + off * off * count * other.count / together;
    truthMean += off * other.count / together;
    count = together;
    absolute += other.absolute;
    squared += other.squared;
    persistenceAbsolute += other.persistenceAbsolute;
    persistenceSquared += other.persistenceSquared;
    covered += other.covered;
    width += other.width;
    hits += other.hits;
    misses += other.misses;
    falseAlarms += other.falseAlarms;
  }

  /** How many forecasts were scored; the means of none are {@code NaN}. */
  public long count() {
    return count;
  }

  /** The mean absolute error. */
  public double mae() {
    return absolute / count;
  }

  /** The root of the mean squared error. */
  public double rmse() {
    return Math.sqrt(squared / count);
  }

  /** The mean absolute error of persistence on the same hours. */
  public double persistenceMae() {
    return persistenceAbsolute / count;
  }

  /** By which share the mean absolute error is below persistence's; negative where above. */
  public double belowPersistence() {
    return 1 - absolute / persistenceAbsolute;
  }

  /**
   * The efficiency of J. Nash and J. Sutcliffe, "River flow forecasting through conceptual models",
   * Journal of Hydrology 10 (1970): 1 less the squared errors over the squared deviations of the
   * truth from its mean. 1 is perfect, 0 as good as the mean; {@code NaN} where the level never
   * moved.
   */
  public double nashSutcliffe() {
    return truthSquares > 0 ? 1 - squared / truthSquares : Double.NaN;
  }

  /**
   * The coefficient of persistence of P. Kitanidis and R. Bras, "Real-time forecasting with a
   * conceptual hydrologic model", Water Resources Research 16 (1980): 1 less the squared errors
   * over those of persistence. 0 is as good as persistence; {@code NaN} where that was perfect.
   */
  public double coefficientOfPersistence() {
    return persistenceSquared > 0 ? 1 - squared / persistenceSquared : Double.NaN;
  }

  /** The share of truths that lay in the 95 % interval. */
  public double coverage() {
    return (double) covered / count;
  }

  /** The mean width of the interval. */
  public double meanWidth() {
    return width / count;
  }

  /** Crossings of high water that were forecast and came. */
  public long hits() {
    return hits;
  }

  /** Crossings that came and were not forecast. */
  public long misses() {
    return misses;
  }

  /** Crossings that were forecast and did not come. */
  public long falseAlarms() {
    return falseAlarms;
  }
}
