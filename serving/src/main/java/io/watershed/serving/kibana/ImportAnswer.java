package io.watershed.serving.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.serving.kibana.Outcome.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Kibana's answer to an import, object by object. */
final class ImportAnswer {

  private ImportAnswer() {}

  /**
   * What became of each of the objects sent. One that the answer does not mention has failed.
   *
   * @param answer the body of the answer
   */
  static List<Outcome> read(List<SavedObject> sent, JsonNode answer) {
    List<Outcome> outcomes = new ArrayList<>();
    for (SavedObject object : sent) {
      outcomes.add(outcome(object, answer));
    }
    return outcomes;
  }

  private static Outcome outcome(SavedObject object, JsonNode answer) {
    for (JsonNode failure : answer.path("errors")) {
      if (object.is(failure)) {
        return failed(object, reason(failure.path("error")));
      }
    }
    for (JsonNode success : answer.path("successResults")) {
      if (object.is(success)) {
        boolean replaced = success.path("overwrite").asBoolean();
        String id = success.path("destinationId").asText(object.id());
        return new Outcome(object, id, replaced ? Verdict.UPDATED : Verdict.CREATED, "");
      }
    }
    return failed(object, "Kibana's answer does not mention it");
  }

  private static Outcome failed(SavedObject object, String reason) {
    return new Outcome(object, object.id(), Verdict.FAILED, reason);
  }

  private static String reason(JsonNode error) {
    String type = error.path("type").asText();
    return switch (type) {
      case "missing_references" -> "it refers to what Kibana does not have: " + references(error);
      case "unsupported_type" -> "this Kibana does not know its type";
      case "conflict" -> "an object with its id exists and was not replaced";
      case "ambiguous_conflict" -> "several objects of Kibana claim to be this one";
      default -> {
        String message = error.path("message").asText();
        yield message.isBlank() ? "Kibana says no more than " + error : message;
      }
    };
  }

  private static String references(JsonNode error) {
    List<String> names = new ArrayList<>();
    error
        .path("references")
        .forEach(each -> names.add(each.path("type").asText() + " " + each.path("id").asText()));
    return String.join(", ", names);
  }
}
