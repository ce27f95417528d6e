package io.watershed.serving.api;

import java.util.Optional;

/** A request that is answered with a problem document (RFC 9457). */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String title;
  private final String parameter;
  private final String allowed;

  private ProblemException(
      int status, String title, String detail, String parameter, String allowed) {
    super(detail);
    this.status = status;
    this.title = title;
    this.parameter = parameter;
    this.allowed = allowed;
  }

  /** A parameter whose value cannot be used. */
  static ProblemException parameter(String name, String value, String allowed) {
    return new ProblemException(
        400,
        "A parameter cannot be used",
        "The parameter " + name + " is \"" + shortened(value) + "\"; allowed is " + allowed + ".",
        name,
        allowed);
  }

  static ProblemException badRequest(String detail, String parameter, String allowed) {
    return new ProblemException(400, "The request cannot be used", detail, parameter, allowed);
  }

  static ProblemException notFound(String detail) {
    return new ProblemException(404, "Not found", detail, null, null);
  }

  static ProblemException of(int status, String title, String detail) {
    return new ProblemException(status, title, detail, null, null);
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  Optional<String> parameter() {
    return Optional.ofNullable(parameter);
  }

  Optional<String> allowed() {
    return Optional.ofNullable(allowed);
  }

  private static String shortened(String value) {
    String printable = value.replaceAll("\\p{Cntrl}", "�");
    return printable.length() <= 80 ? printable : printable.substring(0, 80) + "…";
  }
}
