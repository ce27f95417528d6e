package io.watershed.ingestion.source.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A key of a provider, which addresses carry. It shows as stars, and takes itself out of texts that
 * others wrote.
 */
public final class Secret {

  private static final String STARS = "***";
  private static final Secret NONE = new Secret(null);

  private final String key;

  private Secret(String key) {
    this.key = key;
  }

  /** A key. */
  public static Secret of(String key) {
    return new Secret(key);
  }

  /** No key: the provider asks for none. */
  public static Secret none() {
    return NONE;
  }

  /** The key as addresses carry it. */
  public Optional<String> encoded() {
    return Optional.ofNullable(key).map(text -> URLEncoder.encode(text, StandardCharsets.UTF_8));
  }

  /** The text with stars where the key was, as it is or as an address writes it. */
  public String mask(String text) {
    if (key == null || text == null) {
      return text;
    }
    return text.replace(key, STARS)
        .replace(URLEncoder.encode(key, StandardCharsets.UTF_8), STARS)
        .replace(URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20"), STARS);
  }

  @Override
  public String toString() {
    return key == null ? "none" : STARS;
  }
}
