package io.watershed.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OriginsTest {

  private static final double NONE = Double.NaN;

  @Test
  void isTheNewestHourThatHalfOfTheGaugesKnow() {
    assertThat(
            Origins.newest(
                List.of(
                    new double[] {1, 1, 1, NONE},
                    new double[] {1, 1, 1, NONE},
                    new double[] {1, 1, NONE, NONE},
                    new double[] {1, 1, NONE, 1})))
        .isEqualTo(2);
  }

  @Test
  void gaugesThatAreSilentForDaysDoNotCount() {
    double[] alive = new double[60];
    double[] dead = new double[60];
    Arrays.fill(dead, 5, 60, NONE);
    assertThat(Origins.newest(List.of(alive, dead, dead, dead))).isEqualTo(59);
  }

  @Test
  void withoutLevelsThereIsNone() {
    assertThat(Origins.newest(List.of())).isEqualTo(-1);
    assertThat(Origins.newest(List.of(new double[] {NONE, NONE}))).isEqualTo(-1);
  }
}
