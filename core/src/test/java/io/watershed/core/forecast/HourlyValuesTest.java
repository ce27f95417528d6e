package io.watershed.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HourlyValuesTest {

  private static final double NONE = Double.NaN;

  @Test
  void hourHasTheValueOfItsFirstInstantOrTheLastOneBefore() {
    HourlyValues values = new HourlyValues(100, 106);
    values.add(99, NONE, 0.9);
    values.add(100, NONE, 1.5);
    values.add(101, 1.6, 1.7);
    values.add(103, 3.0, 3.0);
    values.add(105, NONE, 9);
    assertThat(values.values()).containsExactly(0.9, 1.6, 1.7, 3.0, 3.0, NONE);
  }

  @Test
  void hoursOutsideAreLeftOut() {
    HourlyValues values = new HourlyValues(100, 101);
    values.add(98, 1, 1);
    values.add(101, 2, 2);
    assertThat(values.values()).containsExactly(NONE);
  }
}
