package io.watershed.core.settings;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How S3 is reached, for addresses that begin with {@code s3a://}. It holds no credentials: those
 * come from the environment of each process.
 *
 * @param endpoint where the server answers, such as {@code http://127.0.0.1:9000}; empty for AWS
 * @param region the region of the buckets, such as {@code eu-west-1}
 * @param pathStyle whether the bucket stands in the path instead of the host's name
 * @param properties further properties of Hadoop's S3A, by their whole names
 */
public record S3Settings(
    Optional<String> endpoint, String region, boolean pathStyle, Map<String, String> properties) {

  private static final String SCHEME = "s3a://";
  private static final String PREFIX = "fs.s3a.";
  private static final Pattern SECRET =
      Pattern.compile(".*(access\\.key|secret\\.key|session\\.token|encryption\\.key|password)");

  /** Copies the properties. */
  public S3Settings {
    properties = Map.copyOf(properties);
  }

  /**
   * The settings {@code s3.*}, where any address of the settings is one of S3; else empty.
   *
   * @throws SettingsException if a setting is not allowed, such as a property that is a secret
   */
  public static Optional<S3Settings> from(Settings settings) {
    if (!settings.anyText(S3Settings::isS3)) {
      return Optional.empty();
    }
    Map<String, String> properties = settings.texts("s3.properties");
    properties.keySet().forEach(S3Settings::check);
    return Optional.of(
        new S3Settings(
            settings.optionalString("s3.endpoint").map(S3Settings::checkEndpoint),
            settings.string("s3.region"),
            settings.flag("s3.path-style-access"),
            properties));
  }

  /** Whether an address is one of S3. */
  public static boolean isS3(String address) {
    return address.startsWith(SCHEME);
  }

  private static String checkEndpoint(String endpoint) {
    if (!endpoint.matches("https?://[^/\\s]+/?")) {
      throw new SettingsException(
          "watershed.s3.endpoint", endpoint, "an address such as http://127.0.0.1:9000");
    }
    return endpoint;
  }

  private static void check(String property) {
    if (!property.startsWith(PREFIX)) {
      throw new SettingsException(
          "watershed.s3.properties", property, "named after a property that begins with " + PREFIX);
    }
    if (SECRET.matcher(property).matches()) {
      throw new SettingsException(
          "watershed.s3.properties",
          property,
          "no secret; credentials come from the environment, such as AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY");
    }
  }

  /** The same as properties of Hadoop. */
  public Map<String, String> hadoopProperties() {
    Map<String, String> all = new TreeMap<>();
    endpoint.ifPresent(address -> all.put("fs.s3a.endpoint", address));
    all.put("fs.s3a.endpoint.region", region);
    all.put("fs.s3a.path.style.access", String.valueOf(pathStyle));
    all.putAll(properties);
    return all;
  }
}
