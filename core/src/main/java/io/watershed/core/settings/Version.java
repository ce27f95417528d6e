package io.watershed.core.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build, which only the pom says. */
public final class Version {

  private static final String FILE = "/watershed-version.properties";

  private Version() {}

  /**
   * What {@code --version} answers, such as {@code Watershed 1.0.0}; {@code Watershed, not
   * packaged} for classes that no build has filled the version in for.
   */
  public static String text() {
    Properties properties = new Properties();
    try (InputStream stream = Version.class.getResourceAsStream(FILE)) {
      properties.load(stream);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return text(properties.getProperty("version"));
  }

  static String text(String version) {
    return version.startsWith("$") ? "Watershed, not packaged" : "Watershed " + version;
  }
}
