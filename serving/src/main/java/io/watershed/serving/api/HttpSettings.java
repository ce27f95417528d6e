package io.watershed.serving.api;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where the server listens and who may ask.
 *
 * @param host the address it binds
 * @param port the port; 0 for any that is free
 * @param token what requests must carry, if anything; never printed
 * @param eventClients how many may follow the event stream at a time
 */
public record HttpSettings(String host, int port, Optional<String> token, int eventClients) {

  /**
   * The settings {@code serving.http.*}.
   *
   * @throws SettingsException if the address is not the loopback address and there is no token
   */
  public static HttpSettings from(Settings settings) {
    HttpSettings http =
        new HttpSettings(
            settings.string("serving.http.host"),
            settings.integer("serving.http.port", 0, 65535),
            settings.optionalString("serving.http.token"),
            settings.integer("serving.http.event-clients", 1, 10_000));
    if (!http.isLoopback() && http.token().isEmpty()) {
      throw new SettingsException(
          "watershed.serving.http.host",
          http.host(),
          "the loopback address, unless the environment variable WATERSHED_SERVING_TOKEN holds a"
              + " token for requests to carry");
    }
    return http;
  }

  private boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      throw new SettingsException(
          "watershed.serving.http.host", host, "an address of this machine");
    }
  }

  @Override
  public String toString() {
    return host + ":" + port + (token.isPresent() ? " with a token" : "");
  }
}
