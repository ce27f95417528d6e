package io.watershed.core.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalNumberTest {

  @ParameterizedTest
  @CsvSource({
    "1.25, 1.25",
    "-0.5, -0.5",
    "+7, 7",
    ".5, 0.5",
    "3., 3",
    "1e3, 1000",
    "2.5E-1, 0.25",
    "1e999, Infinity"
  })
  void takesDecimals(String text, double number) {
    assertThat(DecimalNumber.parse(text)).hasValue(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.3D",
        "1.3f",
        "0x1p3",
        "NaN",
        "Infinity",
        "1,5",
        "1 000",
        " 1",
        "",
        ".",
        "e3",
        "1e",
        "--1",
        "٣",
        "²"
      })
  void refusesWhatOnlyJavaOrNobodyReads(String text) {
    assertThat(DecimalNumber.parse(text)).isEmpty();
  }
}
