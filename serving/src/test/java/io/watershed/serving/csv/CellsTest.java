package io.watershed.serving.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+2",
        "+61",
        "-cmd|' /C calc'!A0",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\uff1d1"
      })
  void putsAnApostropheBeforeTextThatWouldBeAFormula(String text) {
    assertThat(Cells.text(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "BUDERIM", "83008", "a=b", "O'Brien", " x"})
  void leavesOtherTextAlone(String text) {
    assertThat(Cells.text(text)).isEqualTo(text);
  }

  @Test
  void makesNullAnEmptyCell() {
    assertThat(Cells.text(null)).isNull();
    assertThat(Cells.instant(null)).isNull();
    assertThat(Cells.number(Double.NaN)).isNull();
    assertThat(Cells.number(Double.POSITIVE_INFINITY)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "6.0, 6",
    "-6.0, -6",
    "-0.0, 0",
    "0.1, 0.1",
    "-12.5, -12.5",
    "1.2E7, 12000000",
    "1.0E-7, 0.0000001",
    "41.666666666666664, 41.666666666666664",
    "0.30000000000000004, 0.30000000000000004",
    "2.0E-3, 0.002",
    "1.0E23, 100000000000000000000000",
    "9007199254740993.0, 9007199254740992"
  })
  void writesNumbersPlainAndShort(double value, String cell) {
    assertThat(Cells.number(value)).isEqualTo(cell);
  }

  @Test
  void writesNumbersThatReadBackAsTheSameDouble() {
    Random random = new Random(17);
    for (int i = 0; i < 20_000; i++) {
      double any = Double.longBitsToDouble(random.nextLong());
      double usual = random.nextInt(10_000_000) / 1000.0;
      if (!Double.isNaN(any) && !Double.isInfinite(any)) {
        assertThat(Double.parseDouble(Cells.number(any))).isEqualTo(any);
      }
      assertThat(Double.parseDouble(Cells.number(usual))).isEqualTo(usual);
      assertThat(Cells.number(usual)).hasSizeLessThanOrEqualTo("9999.999".length());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2022-07-13T07:30:01, 2022-07-13T07:30:01Z",
    "2022-07-13T07:30:01.0, 2022-07-13T07:30:01Z",
    "2022-07-13T07:30:00.25, 2022-07-13T07:30:00.250Z",
    "2022-07-13T00:00:00.000001, 2022-07-13T00:00:00.000001Z"
  })
  void readsZonelessTimestampsAsUtc(LocalDateTime utc, String cell) {
    assertThat(Cells.instant(utc)).isEqualTo(cell);
  }

  @Test
  void keepsAnHourThatThisProcessZoneSkips() {
    // The tests run in America/St_Johns, where 2026-03-08 02:30 does not exist.
    assertThat(Cells.instant(LocalDateTime.parse("2026-03-08T02:30:00")))
        .isEqualTo("2026-03-08T02:30:00Z");
  }

  @Test
  void writesAnotherClockThanUtcsWithoutAZ() {
    assertThat(Cells.wallClock(LocalDateTime.parse("2022-07-13T17:30:00")))
        .isEqualTo("2022-07-13T17:30:00");
  }
}
