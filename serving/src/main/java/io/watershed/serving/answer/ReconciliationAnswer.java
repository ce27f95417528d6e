package io.watershed.serving.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** The newest reconciliation; its checks are as the batch layer wrote them. */
public record ReconciliationAnswer(
    Instant checkedAt,
    boolean agrees,
    long messages,
    List<JsonNode> checks,
    List<String> notes,
    List<ReconciledHourAnswer> hours) {}
