package io.watershed.cluster.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.core.json.Json;

/**
 * How a process that runs and ends has ended.
 *
 * @param step what it was
 * @param exitCode 0 when all is well
 * @param output what it printed on standard output
 */
public record StepResult(String step, int exitCode, String output) {

  /**
   * The one JSON object it printed last.
   *
   * @throws PipelineException if it printed none
   */
  public JsonNode json() {
    try {
      JsonNode parsed = Json.MAPPER.readTree(output);
      if (parsed != null && parsed.isObject()) {
        return parsed;
      }
    } catch (JsonProcessingException otherLines) {
      int start = output.lastIndexOf("\n{");
      if (start >= 0) {
        return new StepResult(step, exitCode, output.substring(start + 1)).json();
      }
    }
    throw new PipelineException(step + " printed no JSON object");
  }
}
