package io.watershed.core.forecast;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;

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

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    for (long number : new long[] {count, covered, hits, misses, falseAlarms}) {
      out.writeLong(number);
    }
    for (double number :
        new double[] {
          absolute, squared, persistenceAbsolute, persistenceSquared, truthMean, truthSquares, width
        }) {
      out.writeDouble(number);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static SkillScore read(DataInput in) throws IOException {
    SkillScore score = new SkillScore();
    score.count = in.readLong();
    score.covered = in.readLong();
    score.hits = in.readLong();
    score.misses = in.readLong();
    score.falseAlarms = in.readLong();
    score.absolute = in.readDouble();
    score.squared = in.readDouble();
    score.persistenceAbsolute = in.readDouble();
    score.persistenceSquared = in.readDouble();
    score.truthMean = in.readDouble();
    score.truthSquares = in.readDouble();
    score.width = in.readDouble();
    return score;
  }

  /** This as bytes that {@link #of} reads. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** The score that bytes hold. */
  public static SkillScore of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return read(in);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
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
