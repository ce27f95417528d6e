package io.watershed.speed.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.window.Disposition;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskReportTest {

  @Test
  void aReportIsTheSameAfterItTravelledAndKeepsTheNotesOfAllTasks() {
    TaskReport travelled = TaskReport.decode(report("first", "").encode());
    assertThat(travelled.summary().figures()).isEqualTo(new BatchFigures(1, 2, 3));
    assertThat(travelled.summary().counts().total().accepted()).isEqualTo(1);
    TaskReport sum = TaskReport.nothing().plus(travelled).plus(report("second"));
    assertThat(sum.notes())
        .extracting(note -> new String(note, UTF_8))
        .containsExactly("first", "", "second");
    assertThat(sum.summary().figures()).isEqualTo(new BatchFigures(2, 4, 6));
    assertThat(sum.summary().counts().total().accepted()).isEqualTo(2);
  }

  private static TaskReport report(String... notes) {
    ArrivalCounts counts = new ArrivalCounts();
    counts.hour(480_000).count(Disposition.ACCEPTED);
    return new TaskReport(
        new BatchSummary(counts, new BatchFigures(1, 2, 3)),
        List.of(notes).stream().map(note -> note.getBytes(UTF_8)).toList());
  }
}
