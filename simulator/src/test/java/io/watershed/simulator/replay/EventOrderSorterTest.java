package io.watershed.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventOrderSorterTest {

  @TempDir private Path folder;

  private static ReplayRow row(long instant, int number) {
    byte[] text = Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
    return new ReplayRow(instant, text, text, ReplayRow.NO_TIMESTAMP);
  }

  private List<String> sorted(List<ReplayRow> rows, long runBytes, int fanIn) throws Exception {
    List<String> sorted = new ArrayList<>();
    try (EventOrderSorter sorter = new EventOrderSorter(folder, runBytes, fanIn)) {
      for (ReplayRow row : rows) {
        sorter.add(row);
      }
      sorter.forEachInOrder(row -> sorted.add(new String(row.value(), StandardCharsets.US_ASCII)));
    }
    return sorted;
  }

  @Test
  void mergesManyRunsIntoEventOrderAndKeepsTheOrderOfEqualInstants() throws Exception {
    Random random = new Random(4);
    List<ReplayRow> rows = new ArrayList<>();
    for (int number = 0; number < 5000; number++) {
      rows.add(row(random.nextInt(50), number));
    }
    List<String> expected =
        rows.stream()
            .sorted(Comparator.comparingLong(ReplayRow::instantMillis))
            .map(row -> new String(row.value(), StandardCharsets.US_ASCII))
            .toList();
    // About 100 rows a run, so 50 runs; merged three at a time, in several rounds.
    assertThat(sorted(rows, 10_000, 3)).isEqualTo(expected);
    assertThat(sorted(rows, 1_000_000_000, 3)).isEqualTo(expected);
  }

  @Test
  void leavesNoFileBehind() throws Exception {
    sorted(List.of(row(2, 1), row(1, 2), row(3, 3)), 1, 2);
    try (Stream<Path> left = java.nio.file.Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }
}
