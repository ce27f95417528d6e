package io.watershed.serving.kibana;

import io.watershed.core.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * As whom Kibana is asked. Secrets come from the environment and are in no text of this class but
 * the header.
 */
final class KibanaLogin {
  private final String name;
  private final Optional<String> header;

  private KibanaLogin(String name, Optional<String> header) {
    this.name = name;
    this.header = header;
  }

  /**
   * The user of the option or the setting with the password of the environment, else the key of the
   * environment, else nobody.
   *
   * @param option the value of {@code --user}
   * @throws IllegalArgumentException with a sentence that says what is missing or too much
   */
  static KibanaLogin of(Optional<String> option, Settings settings) {
    Optional<String> key = settings.optionalString("kibana.api-key");
    Optional<String> password = settings.optionalString("kibana.password");
    Optional<String> user = option.or(() -> settings.optionalString("kibana.user"));
    if (user.isEmpty()) {
      return key.map(secret -> new KibanaLogin("the API key", Optional.of("ApiKey " + secret)))
          .orElseGet(() -> new KibanaLogin("nobody", Optional.empty()));
    }
    if (user.get().isBlank() || user.get().contains(":")) {
      throw new IllegalArgumentException(
          "--user " + user.get() + " is not allowed: it must be a name without a colon");
    }
    if (key.isPresent()) {
      throw new IllegalArgumentException(
          "--user "
              + user.get()
              + " and the environment variable WATERSHED_KIBANA_API_KEY exclude each other: use"
              + " one");
    }
    String secret =
        password.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--user "
                        + user.get()
                        + " needs a password in the environment variable"
                        + " WATERSHED_KIBANA_PASSWORD"));
    byte[] pair = (user.get() + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return new KibanaLogin(
        user.get(), Optional.of("Basic " + Base64.getEncoder().encodeToString(pair)));
  }

  /** The value of the header {@code Authorization}; empty for nobody. */
  Optional<String> header() {
    return header;
  }

  /** Who it is, without the secret. */
  @Override
  public String toString() {
    return name;
  }
}
