package io.watershed.serving.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.watershed.core.json.Json;

/** Errors as RFC 9457 has them. */
final class ProblemDocument {

  /** The media type of problem documents. */
  static final String TYPE = "application/problem+json";

  private ProblemDocument() {}

  /** The document of a problem, without the path that was asked for. */
  static ObjectNode of(ProblemException problem) {
    ObjectNode document =
        Json.MAPPER
            .createObjectNode()
            .put("type", "about:blank")
            .put("title", problem.title())
            .put("status", problem.status())
            .put("detail", problem.getMessage());
    problem.parameter().ifPresent(name -> document.put("parameter", name));
    problem.allowed().ifPresent(allowed -> document.put("allowed", allowed));
    return document;
  }

  static void write(Context request, ProblemException problem) {
    ObjectNode document = of(problem).put("instance", request.path());
    request.status(problem.status()).contentType(TYPE).result(document.toString());
  }

  /** An error that the server itself found, such as a path without a route. */
  static void write(HttpResponseException error, Context request) {
    String detail =
        error.getStatus() == 404
            ? "There is nothing at this address."
            : String.valueOf(error.getMessage());
    write(request, ProblemException.of(error.getStatus(), title(error.getStatus()), detail));
  }

  private static String title(int status) {
    return switch (status) {
      case 404 -> "Not found";
      case 405 -> "Only reads";
      case 413 -> "Too large";
      default -> "The request cannot be answered";
    };
  }

  static boolean isOne(Context request) {
    String type = request.res().getContentType();
    return type != null && type.startsWith(TYPE);
  }
}
