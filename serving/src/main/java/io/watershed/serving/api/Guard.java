package io.watershed.serving.api;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What holds for every request before its route is asked: only reads, only from this machine's own
 * pages or with the token, and headers that let a browser do no more than the pages need.
 */
final class Guard {

  private static final String POLICY = "Content-Security-Policy";

  /** What every answer carries. */
  static final Map<String, String> HEADERS =
      Map.of(
          POLICY,
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none';"
              + " form-action 'self'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), geolocation=(), microphone=()");

  private static final Set<String> READS = Set.of("GET", "HEAD");
  private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String BEARER = "Bearer ";

  private final HttpSettings settings;

  private final Map<String, String> headers;

  /**
   * A guard.
   *
   * @param pictures an origin besides this one that pages may load pictures from
   */
  Guard(HttpSettings settings, Optional<String> pictures) {
    this.settings = settings;
    this.headers = new TreeMap<>(HEADERS);
    pictures.ifPresent(
        origin ->
            headers.computeIfPresent(
                POLICY,
                (name, policy) ->
                    policy.replace("img-src 'self' data:", "img-src 'self' data: " + origin)));
  }

  void check(Context request) {
    headers.forEach(request::header);
    request.header("Cache-Control", "no-cache");
    if (!READS.contains(request.method().name())) {
      request.header("Allow", "GET, HEAD");
      throw ProblemException.of(
          405,
          "Only reads",
          "This server only answers GET and HEAD, not " + request.method() + ".");
    }
    if (settings.token().isPresent()) {
      if (!request.path().equals("/health")) {
        checkToken(request);
      }
    } else {
      checkHost(request);
    }
  }

  private void checkToken(Context request) {
    String header = request.header("Authorization");
    byte[] expected = settings.token().orElseThrow().getBytes(StandardCharsets.UTF_8);
    byte[] given =
        header != null && header.startsWith(BEARER)
            ? header.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8)
            : new byte[0];
    if (!MessageDigest.isEqual(expected, given)) {
      request.header("WWW-Authenticate", "Bearer realm=\"watershed\"");
      throw ProblemException.of(
          401,
          "A token is needed",
          "Requests to this server carry the header Authorization: Bearer with its token.");
    }
  }

  /**
   * A page of another site could have its name resolved to this machine; its host gives it away.
   */
  private static void checkHost(Context request) {
    String host = request.host() == null ? "" : request.host();
    int port = host.lastIndexOf(':');
    String name = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    if (!OWN_NAMES.contains(name)) {
      throw ProblemException.of(
          421, "Another host", "This server answers for localhost and 127.0.0.1 only.");
    }
  }
}
