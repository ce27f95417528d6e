package io.watershed.serving.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DateRangeTest {

  private static final Optional<LocalDate> OPEN = Optional.empty();

  @Test
  void holdsItsFirstAndItsLastDay() {
    DateRange range = new DateRange(day("2022-07-13"), day("2022-07-14"));

    assertThat(range.touches("2022-07-12")).isFalse();
    assertThat(range.touches("2022-07-13")).isTrue();
    assertThat(range.touches("2022-07-14")).isTrue();
    assertThat(range.touches("2022-07-15")).isFalse();
  }

  @Test
  void touchesAMonthThatHoldsOneOfItsDays() {
    DateRange range = new DateRange(day("2022-06-30"), day("2022-07-01"));

    assertThat(range.touches("2022-05")).isFalse();
    assertThat(range.touches("2022-06")).isTrue();
    assertThat(range.touches("2022-07")).isTrue();
    assertThat(range.touches("2022-08")).isFalse();
  }

  @Test
  void isOpenWhereNothingIsSaid() {
    assertThat(new DateRange(OPEN, OPEN).touches("1999-12-31")).isTrue();
    assertThat(new DateRange(day("2022-07-13"), OPEN).touches("2030-01")).isTrue();
    assertThat(new DateRange(OPEN, day("2022-07-13")).touches("2022-07-14")).isFalse();
  }

  @Test
  void refusesToRunBackwards() {
    assertThatThrownBy(() -> new DateRange(day("2022-07-14"), day("2022-07-13")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--from 2022-07-14 lies after --to 2022-07-13: the first day must not be later than"
                + " the last");
  }

  private static Optional<LocalDate> day(String text) {
    return Optional.of(LocalDate.parse(text));
  }
}
