package io.watershed.serving.kibana;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a Kibana is, and which of its spaces is meant.
 *
 * @param base its address without a slash at the end, with the base path where it has one
 * @param space the id of a space; empty for the default one
 */
record KibanaAddress(URI base, Optional<String> space) {
  private static final Pattern SPACE = Pattern.compile("[a-z0-9_-]{1,200}");

  /**
   * Reads an address and a space as a person gives them.
   *
   * @throws IllegalArgumentException with a sentence that names the option, the value and what is
   *     allowed
   */
  static KibanaAddress of(String url, Optional<String> space) {
    space.ifPresent(
        id -> {
          if (!SPACE.matcher(id).matches()) {
            throw new IllegalArgumentException(
                "--space "
                    + id
                    + " is not allowed: it must be the id of a space, of a-z, 0-9, _ and -");
          }
        });
    return new KibanaAddress(
        base(url.strip().replaceAll("/+$", "")), space.filter(id -> !id.equals("default")));
  }

  private static URI base(String url) {
    URI base;
    try {
      base = new URI(url);
    } catch (URISyntaxException unreadable) {
      throw notAllowed(url);
    }
    if (base.getRawUserInfo() != null) {
      // The address may hold a password: it is not repeated.
      throw new IllegalArgumentException(
          "--url must not hold a user or a password: give --user, and the password in the"
              + " environment variable WATERSHED_KIBANA_PASSWORD");
    }
    boolean web = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
    if (!web
        || base.getHost() == null
        || base.getRawQuery() != null
        || base.getRawFragment() != null) {
      throw notAllowed(url);
    }
    return base;
  }

  private static IllegalArgumentException notAllowed(String url) {
    // What stands before an @ may be a password.
    return new IllegalArgumentException(
        "--url "
            + url.replaceAll("//[^/]*@", "//…@")
            + " is not allowed: it must be an address such as http://127.0.0.1:5601");
  }

  /** A path of Kibana itself, whatever the space. */
  URI server(String path) {
    return URI.create(base + path);
  }

  /** A path within the space. */
  URI inSpace(String path) {
    return URI.create(base + space.map(id -> "/s/" + id).orElse("") + path);
  }

  /** Whether what is sent there leaves this machine unencrypted. */
  boolean isOpenToEavesdroppers() {
    String host = base.getHost();
    return "http".equals(base.getScheme())
        && !(host.equals("localhost") || host.equals("[::1]") || host.startsWith("127."));
  }

  @Override
  public String toString() {
    return base + space.map(id -> " (space " + id + ")").orElse("");
  }
}
