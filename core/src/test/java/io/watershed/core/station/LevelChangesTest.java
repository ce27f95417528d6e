package io.watershed.core.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LevelChangesTest {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  @Test
  void takesTheLevelNearestToTheHour() {
    LevelChanges changes =
        LevelChanges.of(minutes(0, 20, 50, 100), new double[] {1, 2, 4, 8}, believed(4));
    // Forty minutes after the first one there is none nearer than that of 50 and that of 20.
    assertThat(changes.oneHour()).isEqualTo(4, within(1e-9));
    assertThat(changes.sixHours()).isNaN();
  }

  @Test
  void noLevelWithinHalfAnHourIsNoChange() {
    LevelChanges changes =
        LevelChanges.of(minutes(0, 29, 120), new double[] {1, 2, 4}, believed(3));
    assertThat(changes.oneHour()).isNaN();
  }

  @Test
  void doubtedLevelsAreLookedThrough() {
    boolean[] believed = {true, false, true, false};
    LevelChanges changes =
        LevelChanges.of(minutes(0, 5, 60, 75), new double[] {1, 2, 4, 8}, believed);
    assertThat(changes.oneHour()).isEqualTo(3);
    assertThat(LevelChanges.of(minutes(0), new double[] {1}, new boolean[1]))
        .isEqualTo(LevelChanges.NONE);
  }

  private static long[] minutes(long... minutes) {
    return Arrays.stream(minutes).map(each -> each * MINUTE).toArray();
  }

  private static boolean[] believed(int count) {
    boolean[] believed = new boolean[count];
    Arrays.fill(believed, true);
    return believed;
  }
}
