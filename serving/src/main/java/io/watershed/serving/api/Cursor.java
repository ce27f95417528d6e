package io.watershed.serving.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Where a list goes on: the sort values of the last item, bound to the question that was asked, so
 * that a cursor of another list is refused and not misread.
 */
final class Cursor {

  private static final int LONGEST = 1_000;
  private static final int MOST_VALUES = 5;
  private static final String ALLOWED = "the \"next\" of an answer to the same question";

  private Cursor() {}

  static String write(JsonNode after, String question) {
    ObjectNode cursor = Json.MAPPER.createObjectNode().put("q", hash(question));
    cursor.set("a", after);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(cursor.toString().getBytes(StandardCharsets.UTF_8));
  }

  static JsonNode read(String text, String question) {
    JsonNode cursor = decoded(text);
    JsonNode after = cursor.path("a");
    boolean sound =
        cursor.path("q").asText().equals(hash(question))
            && after.isArray()
            && !after.isEmpty()
            && after.size() <= MOST_VALUES;
    if (sound) {
      for (JsonNode value : after) {
        sound &= value.isTextual() || value.isIntegralNumber();
      }
    }
    if (!sound) {
      throw ProblemException.parameter(Parameters.CURSOR, text, ALLOWED);
    }
    return after;
  }

  private static JsonNode decoded(String text) {
    try {
      if (text.length() <= LONGEST) {
        JsonNode node = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(text));
        if (node != null) {
          return node;
        }
      }
    } catch (IllegalArgumentException | IOException foreign) {
      // Told below, as a cursor of another list is.
    }
    throw ProblemException.parameter(Parameters.CURSOR, text, ALLOWED);
  }

  private static String hash(String question) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(question.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
