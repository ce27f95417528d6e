package io.watershed.hive;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** Where Hive is and who asks. */
record HiveSettings(
    String url, String user, String password, Path driverJar, Duration connectPatience) {

  private static final String URL_START = "jdbc:hive2://";
  private static final Pattern SECRET = Pattern.compile("(?i)(password|pwd|token)=[^;?#&\\s]*");

  static HiveSettings from(Settings settings) {
    String url = settings.string("hive.jdbc-url");
    if (!url.startsWith(URL_START)) {
      throw new SettingsException(
          "watershed.hive.jdbc-url", withoutSecrets(url), "a URL that starts with " + URL_START);
    }
    return new HiveSettings(
        url,
        settings.string("hive.user"),
        settings.optionalString("hive.password").orElse(""),
        settings.path("hive.driver-jar"),
        settings.duration("hive.connect-patience", Duration.ZERO, Duration.ofHours(1)));
  }

  /** A text, such as a URL or what a driver says of one, without passwords and tokens. */
  static String withoutSecrets(String text) {
    return SECRET.matcher(text).replaceAll("$1=***");
  }

  @Override
  public String toString() {
    return "HiveSettings[" + withoutSecrets(url) + ", user=" + user + "]";
  }
}
