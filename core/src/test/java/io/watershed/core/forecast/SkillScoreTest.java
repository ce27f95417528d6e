package io.watershed.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SkillScoreTest {

  private static final double HIGH_WATER = 3;

  @Test
  void everyFigureByHand() {
    SkillScore score = new SkillScore();
    // persistence, level, low, high, probability above 3 m, truth
    score.add(scored(1.0, 1.5, 1.0, 2.0, 0.1, 2.0));
    score.add(scored(2.0, 2.5, 2.0, 4.0, 0.6, 3.0));
    score.add(scored(3.0, 3.5, 3.2, 3.8, 0.9, 4.0));
    score.add(scored(2.5, 2.0, 1.5, 2.9, 0.2, 3.5));

    // Errors -0.5, -0.5, -0.5, -1.5; persistence's -1, -1, -1, -1.
    assertThat(score.count()).isEqualTo(4);
    assertThat(score.mae()).isCloseTo(0.75, within(1e-12));
    assertThat(score.rmse()).isCloseTo(Math.sqrt(0.75), within(1e-12));
    assertThat(score.persistenceMae()).isCloseTo(1, within(1e-12));
    assertThat(score.belowPersistence()).isCloseTo(0.25, within(1e-12));
    // The truths' mean is 3.125, their squared deviations sum to 2.1875.
    assertThat(score.nashSutcliffe()).isCloseTo(1 - 3.0 / 2.1875, within(1e-12));
    assertThat(score.coefficientOfPersistence()).isCloseTo(1 - 3.0 / 4, within(1e-12));
    assertThat(score.coverage()).isEqualTo(0.5);
    assertThat(score.meanWidth()).isCloseTo((1 + 2 + 0.6 + 1.4) / 4, within(1e-12));
    // The third was above high water already, so that it crosses nothing.
    assertThat(score.hits()).isEqualTo(1);
    assertThat(score.misses()).isEqualTo(1);
    assertThat(score.falseAlarms()).isZero();
  }

  @Test
  void aFalseAlarmIsCounted() {
    SkillScore score = new SkillScore();
    score.add(scored(2, 3.1, 2, 4, 0.5, 2.9));

    assertThat(score.falseAlarms()).isEqualTo(1);
    assertThat(score.hits()).isZero();
  }

  @Test
  void withoutHighWaterNothingIsCrossed() {
    SkillScore score = new SkillScore();
    score.add(new ScoredForecast(0, 1, 2, 5, 4, 6, Double.NaN, Double.NaN, 9));

    assertThat(score.hits() + score.misses() + score.falseAlarms()).isZero();
  }

  @Test
  void partsAddUp() {
    SkillScore whole = new SkillScore();
    SkillScore one = new SkillScore();
    SkillScore other = new SkillScore();
    for (int i = 0; i < 20; i++) {
      ScoredForecast scored =
          scored(Math.sin(i), Math.cos(i), -1, 0.5 + 0.1 * i, 0.05 * i, 3 * Math.sin(i * i));
      whole.add(scored);
      (i % 3 == 0 ? one : other).add(scored);
    }
    one.add(other);
    one.add(new SkillScore());

    assertThat(one.count()).isEqualTo(whole.count());
    assertThat(one.mae()).isCloseTo(whole.mae(), within(1e-12));
    assertThat(one.nashSutcliffe()).isCloseTo(whole.nashSutcliffe(), within(1e-12));
    assertThat(one.coverage()).isEqualTo(whole.coverage());
    assertThat(one.hits()).isEqualTo(whole.hits());
    assertThat(one.misses()).isEqualTo(whole.misses());
    assertThat(one.falseAlarms()).isEqualTo(whole.falseAlarms());
  }

  @Test
  void aLevelThatNeverMovedHasNoEfficiency() {
    SkillScore score = new SkillScore();
    score.add(scored(1, 1, 0, 2, 0, 1));
    score.add(scored(1, 1, 0, 2, 0, 1));

    assertThat(score.nashSutcliffe()).isNaN();
    assertThat(score.coefficientOfPersistence()).isNaN();
    assertThat(new SkillScore().mae()).isNaN();
  }

  private static ScoredForecast scored(
      double persistence, double level, double low, double high, double probability, double truth) {
    return new ScoredForecast(0, 6, persistence, level, low, high, probability, HIGH_WATER, truth);
  }
}
