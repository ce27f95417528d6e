package io.watershed.serving.answer;

import java.util.List;

/** How many dead letters there are, by reason, the most frequent first. */
public record DeadLetterSummaryAnswer(long total, List<Reason> reasons) {

  /** How many there are for a reason. */
  public record Reason(String reason, long count) {}
}
