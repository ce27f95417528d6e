package io.watershed.simulator.replay;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What a replay did.
 *
 * @param format the layout
 * @param rows rows of the files, without headers
 * @param badRows rows of another layout; each was sent as it stands and becomes a dead letter
 * @param messages messages sent
 * @param meters meters with at least one message
 * @param from first event time, ISO 8601, or null when there is none
 * @param to last event time
 * @param shiftedDays days that all timestamps were moved by
 * @param fleetList the fleet list that was put in place, or null
 * @param stopped whether the replay was stopped before its end
 */
@JsonPropertyOrder({
  "format",
  "rows",
  "badRows",
  "messages",
  "meters",
  "from",
  "to",
  "shiftedDays",
  "fleetList",
  "stopped"
})
public record ReplayResult(
    String format,
    long rows,
    long badRows,
    long messages,
    long meters,
    String from,
    String to,
    long shiftedDays,
    String fleetList,
    boolean stopped) {}
