package io.watershed.batch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TargetDaysTest {

  private static final LocalDate FIRST = LocalDate.of(2026, 2, 27);
  private final SortedSet<LocalDate> existing =
      new TreeSet<>(List.of(FIRST, FIRST.plusDays(1), FIRST.plusDays(2), FIRST.plusDays(5)));

  @Test
  void changeReachesTheDaysThatLookBackAtIt() {
    assertThat(TargetDays.affectedBy(List.of(FIRST), existing, new DayReach(2, 0, true)))
        .containsExactly(FIRST, FIRST.plusDays(1), FIRST.plusDays(2));
    assertThat(
            TargetDays.affectedBy(List.of(FIRST.plusDays(2)), existing, new DayReach(2, 0, true)))
        .containsExactly(FIRST.plusDays(2));
    assertThat(
            TargetDays.affectedBy(List.of(FIRST.plusDays(2)), existing, new DayReach(3, 0, true)))
        .containsExactly(FIRST.plusDays(2), FIRST.plusDays(5));
  }

  @Test
  void inputReachesBackOverTheLookbackDays() {
    assertThat(TargetDays.inputOf(List.of(FIRST.plusDays(2)), existing, new DayReach(2, 0, true)))
        .containsExactly(FIRST, FIRST.plusDays(1), FIRST.plusDays(2));
    assertThat(TargetDays.inputOf(List.of(FIRST.plusDays(5)), existing, new DayReach(2, 0, true)))
        .containsExactly(FIRST.plusDays(5));
  }

  @Test
  void dayThatIsJudgedByTheNextOneChangesWithIt() {
    DayReach reach = new DayReach(1, 1, false);
    assertThat(TargetDays.affectedBy(List.of(FIRST.plusDays(1)), existing, reach))
        .containsExactly(FIRST, FIRST.plusDays(1), FIRST.plusDays(2));
    assertThat(TargetDays.inputOf(List.of(FIRST), existing, reach))
        .containsExactly(FIRST, FIRST.plusDays(1));
  }

  @Test
  void dayEndsWhenTheHorizonPassesItsEndInAnyZone() {
    Instant noon = Instant.parse("2026-02-28T12:00:00Z");
    // Over in the easternmost zone, going on in the westernmost.
    assertThat(TargetDays.ended(existing, Optional.empty(), noon))
        .containsExactly(FIRST, FIRST.plusDays(1));
    assertThat(TargetDays.ended(existing, Optional.of(noon), noon.plusSeconds(3600)))
        .containsExactly(FIRST.plusDays(1));
    assertThat(TargetDays.ended(existing, Optional.of(noon), noon)).isEmpty();
  }

  @Test
  void rangeBackwardsIsRefused() {
    assertThatThrownBy(
            () -> new RunRequest.Range(Optional.of(FIRST.plusDays(1)), Optional.of(FIRST)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the range is backwards: --from 2026-02-28 lies after --to 2026-02-27; --from must be"
                + " the same day or an earlier one");
  }
}
