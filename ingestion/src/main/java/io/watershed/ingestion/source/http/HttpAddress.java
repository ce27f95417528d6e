package io.watershed.ingestion.source.http;

import io.watershed.ingestion.source.SourceException;
import java.net.URI;
import java.net.URISyntaxException;

/** An address to ask, and the key that it must not show. */
public final class HttpAddress {

  private final URI uri;
  private final Secret secret;

  private HttpAddress(URI uri, Secret secret) {
    this.uri = uri;
    this.secret = secret;
  }

  /**
   * An address.
   *
   * @throws SourceException if the text is none; the sentence does not show the key
   */
  public static HttpAddress of(String text, Secret secret) throws SourceException {
    try {
      URI uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!web || uri.getHost() == null) {
        throw new SourceException(
            "address " + secret.mask(text) + " must begin with http:// or https:// and a host");
      }
      return new HttpAddress(uri, secret);
    } catch (URISyntaxException malformed) {
      throw new SourceException(
          "address " + secret.mask(text) + " is malformed: " + malformed.getReason());
    }
  }

  /** The address as it is asked; it may carry the key. */
  URI uri() {
    return uri;
  }

  Secret secret() {
    return secret;
  }

  /**
   * An address that an answer names, which must be one of the same server: an answer must not send
   * this process, with its key, anywhere else.
   *
   * @throws SourceException if it is elsewhere, or no address
   */
  public HttpAddress follow(String reference) throws SourceException {
    URI target;
    try {
      // For a query alone, Java follows RFC 2396, by which the last part of the path falls off.
      target =
          uri.resolve(
              new URI(reference.startsWith("?") ? uri.getRawPath() + reference : reference));
    } catch (URISyntaxException malformed) {
      throw new SourceException("the answer of " + this + " names an address that is none");
    }
    if (!uri.getScheme().equals(target.getScheme())
        || !uri.getHost().equalsIgnoreCase(String.valueOf(target.getHost()))
        || uri.getPort() != target.getPort()) {
      throw new SourceException(
          "the answer of " + this + " names a page of another server, which is not asked");
    }
    return new HttpAddress(target, secret);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HttpAddress address && uri.equals(address.uri);
  }

  @Override
  public int hashCode() {
    return uri.hashCode();
  }

  /** The address with stars instead of the key. */
  @Override
  public String toString() {
    return secret.mask(uri.toString());
  }
}
