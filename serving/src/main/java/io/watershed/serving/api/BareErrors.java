package io.watershed.serving.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;

/**
 * Errors of requests that are so wrong that no route was looked for, such as a path with an encoded
 * slash: problem documents too, and nothing of the request is repeated in them.
 */
final class BareErrors extends ErrorHandler {

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    base.setHandled(true);
    Guard.HEADERS.forEach(response::setHeader);
    response.setContentType(ProblemDocument.TYPE);
    response.getOutputStream().write(document(response.getStatus()));
  }

  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
    Guard.HEADERS.forEach(fields::put);
    fields.put(HttpHeader.CONTENT_TYPE, ProblemDocument.TYPE);
    return ByteBuffer.wrap(document(status));
  }

  private static byte[] document(int status) {
    return ProblemDocument.of(
            ProblemException.of(
                status,
                "The request cannot be read",
                "Its path, its query or its headers are not of a form that this server takes."))
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }
}
