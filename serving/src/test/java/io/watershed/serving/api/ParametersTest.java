package io.watershed.serving.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.alert.Severity;
import io.watershed.serving.api.Parameters.Days;
import io.watershed.serving.api.Parameters.Range;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

  private static final ZoneId ADELAIDE = ZoneId.of("Australia/Adelaide");
  private static final Duration LONGEST = Duration.ofDays(400);
  private static final Range USUAL =
      new Range(Instant.parse("2022-07-11T00:00:00Z"), Instant.parse("2022-07-13T00:00:00Z"));
  private static final LocalDate FIRST = LocalDate.parse("2022-06-13");
  private static final LocalDate LAST = LocalDate.parse("2022-07-13");

  @Test
  void anUnknownParameterIsNamedWithThoseThatAreKnown() {
    assertRefused(
        () -> Parameters.of("/alerts", Map.of("color", List.of("red")), "type", "limit"),
        "color",
        "limit, type");
  }

  @Test
  void aParameterComesOnce() {
    assertRefused(
        () -> Parameters.of("/alerts", Map.of("type", List.of("A", "B")), "type"), "type", "once");
  }

  @Test
  void aValueThatCannotBeDecodedIsRefused() {
    assertRefused(
        () -> Parameters.of("/alerts", Map.of("type", List.of()), "type"),
        "type",
        "percent-encoded UTF-8");
  }

  @Test
  void anEmptyValueIsNone() {
    assertThat(given("suburb", "").text("suburb")).isEmpty();
  }

  @Test
  void aPageHasFiftyItemsUnlessAnotherNumberIsAsked() {
    assertThat(given("from", "").limit()).isEqualTo(50);
    assertThat(given("limit", "1").limit()).isEqualTo(1);
    assertThat(given("limit", "500").limit()).isEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "501", "1000000", "99999999999", "ten", "1.5", "0x10"})
  void aPageSizeOutOfBoundsIsRefused(String value) {
    assertRefused(() -> given("limit", value).limit(), "limit", "a whole number from 1 to 500");
  }

  @Test
  void constantsAreFoundInLowerAndUpperCase() {
    assertThat(given("severity", "critical").oneOf("severity", Severity.class))
        .contains(Severity.CRITICAL);
    assertThat(given("severity", "CRITICAL").oneOf("severity", Severity.class))
        .contains(Severity.CRITICAL);
    assertRefused(
        () -> given("severity", "Loud").oneOf("severity", Severity.class),
        "severity",
        "INFO, WARNING, CRITICAL");
  }

  @Test
  void textIsShortAndPrintable() {
    assertThat(given("suburb", "O'BRIEN, <b>").text("suburb")).contains("O'BRIEN, <b>");
    assertRefused(
        () -> given("suburb", "a".repeat(101)).text("suburb"),
        "suburb",
        "at most 100 printable characters");
    assertRefused(
        () -> given("suburb", "a\u0000b").text("suburb"),
        "suburb",
        "at most 100 printable characters");
  }

  @Test
  void daysOfARangeAreThoseOfTheZoneAndTheLastIsIncluded() {
    Range range = given("from", "2022-07-11", "to", "2022-07-11").range(ADELAIDE, USUAL, LONGEST);
    assertThat(range.from()).isEqualTo("2022-07-10T14:30:00Z");
    assertThat(range.before()).isEqualTo("2022-07-11T14:30:00Z");
  }

  @Test
  void instantsOfARangeMayHaveAnyOffset() {
    Range range =
        given("from", "2022-07-11T09:30:00 09:30", "to", "2022-07-11T01:00:00Z")
            .range(ADELAIDE, USUAL, LONGEST);
    assertThat(range.from()).isEqualTo("2022-07-11T00:00:00Z");
    assertThat(range.before()).isEqualTo("2022-07-11T01:00:00Z");
  }

  @Test
  void aRangeWithoutAnEndIsAsLongAsUsualAtLeast() {
    assertThat(given("limit", "1").range(ADELAIDE, USUAL, LONGEST)).isEqualTo(USUAL);
    assertThat(given("from", "2022-07-12T00:00:00Z").range(ADELAIDE, USUAL, LONGEST))
        .isEqualTo(
            new Range(
                Instant.parse("2022-07-12T00:00:00Z"), Instant.parse("2022-07-14T00:00:00Z")));
    assertThat(given("to", "2022-07-01T00:00:00Z").range(ADELAIDE, USUAL, LONGEST))
        .isEqualTo(
            new Range(
                Instant.parse("2022-06-29T00:00:00Z"), Instant.parse("2022-07-01T00:00:00Z")));
  }

  @Test
  void aReversedOrEmptyRangeIsRefused() {
    assertRefused(
        () -> given("from", "2022-07-13", "to", "2022-07-11").range(ADELAIDE, USUAL, LONGEST),
        "from",
        "an instant before to");
    assertRefused(
        () -> given("from", "2022-07-13", "to", "2022-07-11").days(FIRST, LAST, 400),
        "from",
        "a day not after to");
  }

  @Test
  void aRangeOfManyYearsIsRefused() {
    assertRefused(
        () -> given("from", "2020-01-01", "to", "2022-07-11").range(ADELAIDE, USUAL, LONGEST),
        "from",
        "at most 400 days");
    assertRefused(
        () -> given("from", "2020-01-01", "to", "2022-07-11").days(FIRST, LAST, 400),
        "from",
        "at most 400 days");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "now",
        "2022-07-11T00:00:00",
        "2022-13-01",
        "2022-02-30",
        "11/07/2022",
        "+99999-01-01",
        "1' OR '1'='1",
        "2022-07-11T25:00:00Z"
      })
  void whatIsNoTimeIsRefused(String value) {
    assertThatThrownBy(() -> given("from", value).range(ADELAIDE, USUAL, LONGEST))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("from");
  }

  @Test
  void daysAreTheUsualOnesUnlessAsked() {
    assertThat(given("limit", "1").days(FIRST, LAST, 400)).isEqualTo(new Days(FIRST, LAST));
    assertThat(given("from", "2022-07-01").days(FIRST, LAST, 400))
        .isEqualTo(new Days(LocalDate.parse("2022-07-01"), LAST));
  }

  @Test
  void aCursorGoesOnWithItsOwnQuestionWhateverThePageSize() {
    String cursor = given("limit", "5").cursor(Cursors.of("83001"));
    assertThat(given("limit", "9", "cursor", cursor).cursor())
        .hasValueSatisfying(after -> assertThat(after.path(0).asText()).isEqualTo("83001"));
    assertRefused(
        () -> given("suburb", "BUDERIM", "cursor", cursor).cursor(),
        "cursor",
        "the \"next\" of an answer to the same question");
  }

  private static Parameters given(String... pairs) {
    Map<String, List<String>> values = new TreeMap<>();
    for (int index = 0; index < pairs.length; index += 2) {
      values.put(pairs[index], List.of(pairs[index + 1]));
    }
    return Parameters.of(
        "/list", values, "from", "to", "limit", "cursor", "suburb", "severity", "type");
  }

  private static void assertRefused(ThrowingCallable call, String parameter, String allowed) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(400);
              assertThat(problem.parameter()).contains(parameter);
              assertThat(problem.allowed()).contains(allowed);
              assertThat(problem.getMessage()).doesNotContain("\n");
            });
  }
}
