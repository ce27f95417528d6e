package io.watershed.forecast;

import io.watershed.core.forecast.GaugeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Sees to it that no fit, and no choice, sees what it is judged on. */
final class Separation {

  private record Use(LevelFile file, String option) {}

  /** A month's last level, of 23:55, stands for the midnight with which the next one begins. */
  private static final int SHARED_HOURS = 1;

  private Separation() {}

  /**
   * Refuses files that share hours of a station.
   *
   * @return what is not refused but should be known, a sentence each
   * @throws BadInputException if two files of different use, or two of the fit, hold the same hours
   *     of a station
   */
  static List<String> check(List<LevelFile> fit, List<LevelFile> choose, List<LevelFile> judged)
      throws BadInputException {
    List<Use> learned = new ArrayList<>();
    fit.forEach(file -> learned.add(new Use(file, "--fit")));
    choose.forEach(file -> learned.add(new Use(file, "--choose")));
    for (int one = 0; one < learned.size(); one++) {
      for (int other = one + 1; other < learned.size(); other++) {
        refuseShared(learned.get(one), learned.get(other));
      }
      for (LevelFile file : judged) {
        refuseShared(learned.get(one), new Use(file, "judged"));
      }
    }
    TreeSet<String> notes = new TreeSet<>();
    for (LevelFile file : judged) {
      for (Use use : learned) {
        if (from(use.file()) < to(file) && from(file) < to(use.file())) {
          notes.add(
              use.file().path()
                  + " ("
                  + use.option()
                  + ") has other stations at the time of "
                  + file.path()
                  + ": the same weather may be in both");
        } else if (from(use.file()) > from(file)) {
          notes.add(
              use.file().path()
                  + " ("
                  + use.option()
                  + ") is later than "
                  + file.path()
                  + ", which is judged");
        }
      }
    }
    return List.copyOf(notes);
  }

  private static void refuseShared(Use one, Use other) throws BadInputException {
    for (GaugeSeries series : one.file().series()) {
      for (GaugeSeries again : other.file().series()) {
        long from = Math.max(series.firstHour(), again.firstHour());
        long to = Math.min(series.endHour(), again.endHour());
        if (series.stationId().equals(again.stationId()) && to - from > SHARED_HOURS) {
          throw new BadInputException(
              one.file().path()
                  + " ("
                  + one.option()
                  + ") and "
                  + other.file().path()
                  + " ("
                  + other.option()
                  + ") both hold station "
                  + series.stationId()
                  + " from "
                  + instant(from)
                  + " to "
                  + instant(to - 1)
                  + ", but what is learned from must not be what is judged on");
        }
      }
    }
  }

  private static long from(LevelFile file) {
    return file.series().stream().mapToLong(GaugeSeries::firstHour).min().orElse(0);
  }

  private static long to(LevelFile file) {
    return file.series().stream().mapToLong(GaugeSeries::endHour).max().orElse(0);
  }

  private static Instant instant(long hour) {
    return Instant.ofEpochSecond(hour * 3600);
  }
}
