package io.watershed.core.forecast;

import io.watershed.core.binary.Layout;
import io.watershed.core.binary.UnreadableStateException;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What remains of one gauge's past forecasts: its tracker, and at each lead time how good they were
 * and over which time. Not safe for several threads.
 */
public final class StationSkill {

  /**
   * The layout of {@link #toBytes}. With other candidates older bytes cannot be read: what a new
   * one would have cost is not in them, and the forecasts have to be made again.
   */
  static final Layout LAYOUT =
      Layout.of("a gauge's skill", 2, "leads " + ForecastModel.LEADS, WeightGrid.SHAPE)
          .reading(1, new byte[] {0, 0, 0, 1});

  private final StationTracker tracker;
  private final SkillScore[] scores;
  private final long[] firstTargets;
  private final long[] lastTargets;

  private StationSkill(
      StationTracker tracker, SkillScore[] scores, long[] firstTargets, long[] lastTargets) {
    this.tracker = tracker;
    this.scores = scores;
    this.firstTargets = firstTargets;
    this.lastTargets = lastTargets;
  }

  /** The skill of a gauge of which nothing was forecast yet. */
  public static StationSkill none() {
    SkillScore[] scores = new SkillScore[ForecastModel.LEADS];
    for (int lead = 0; lead < scores.length; lead++) {
      scores[lead] = new SkillScore();
    }
    return new StationSkill(
        new StationTracker(), scores, new long[scores.length], new long[scores.length]);
  }

  /** What the gauge's next forecasts are chosen by. */
  public StationTracker tracker() {
    return tracker;
  }

  /** The score at a lead time, 1 to 24. */
  public SkillScore score(int lead) {
    return scores[lead - 1];
  }

  /** The first hour whose truth was scored at a lead time, hours since the epoch. */
  public long firstTarget(int lead) {
    return firstTargets[lead - 1];
  }

  /** The last such hour. */
  public long lastTarget(int lead) {
    return lastTargets[lead - 1];
  }

  /** Counts a forecast whose truth has come. */
  public void add(ScoredForecast scored) {
    int at = scored.lead() - 1;
    long target = scored.originHour() + scored.lead();
    boolean first = scores[at].count() == 0;
    firstTargets[at] = first ? target : Math.min(firstTargets[at], target);
    lastTargets[at] = first ? target : Math.max(lastTargets[at], target);
    scores[at].add(scored);
  }

  /** This as bytes that {@link #read} reads. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(LAYOUT.mark());
      tracker.write(out);
      for (int lead = 0; lead < scores.length; lead++) {
        scores[lead].write(out);
        out.writeLong(firstTargets[lead]);
        out.writeLong(lastTargets[lead]);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * The skill that bytes hold.
   *
   * @throws UnreadableStateException if they are damaged or of a layout that is not known
   */
  public static StationSkill read(byte[] bytes) {
    // Versions 1 and 2 differ in their marks alone.
    return LAYOUT.readStream(bytes, (version, in) -> read(in));
  }

  private static StationSkill read(DataInput in) throws IOException {
    StationSkill skill = none();
    StationTracker tracker = StationTracker.read(in);
    for (int lead = 0; lead < skill.scores.length; lead++) {
      skill.scores[lead] = SkillScore.read(in);
      skill.firstTargets[lead] = in.readLong();
      skill.lastTargets[lead] = in.readLong();
    }
    return new StationSkill(tracker, skill.scores, skill.firstTargets, skill.lastTargets);
  }
}
