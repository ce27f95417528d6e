package io.watershed.core.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The settings below {@code watershed}, checked as they are read.
 *
 * <p>Sources, strongest first: system properties ({@code -Dwatershed.speed.watermark=2h}), the file
 * {@code watershed.conf} in the project folder or the one that {@code watershed.config-file} names,
 * and {@code reference.conf}. A setting that {@code reference.conf} does not name is refused: it is
 * mistyped. Keys are given without the leading {@code watershed.}.
 */
public final class Settings implements Serializable {
  private static final long serialVersionUID = 1;

  private static final String CONFIG_FILE = "watershed.config-file";

  static final String ROOT = "watershed";

  /** System properties below {@code watershed} that are no settings. */
  private static final List<String> NO_SETTINGS =
      List.of("watershed.home", CONFIG_FILE, "watershed.log.level", "watershed.realData");

  private final Config config;

  private Settings(Config config) {
    this.config = config;
  }

  /**
   * The settings of this process.
   *
   * @throws SettingsException if the settings file is named but absent, or cannot be read, or a
   *     setting is not known
   */
  public static Settings load() {
    return resolve(file());
  }

  /**
   * The defaults with some keys replaced; keys without the leading {@code watershed.}.
   *
   * @throws SettingsException if a setting is not known
   */
  public static Settings of(Map<String, String> overrides) {
    Config given = ConfigFactory.empty();
    for (Map.Entry<String, String> entry : overrides.entrySet()) {
      given =
          given.withFallback(
              ConfigFactory.parseMap(Map.of(ROOT + "." + entry.getKey(), entry.getValue())));
    }
    return resolve(given);
  }

  private static Settings resolve(Config given) {
    // The library remembers the system properties of its first use; they may have changed since.
    ConfigFactory.invalidateCaches();
    Config properties = ConfigFactory.systemProperties();
    for (String name : NO_SETTINGS) {
      properties = properties.withoutPath(name);
    }
    try {
      Config reference = ConfigFactory.defaultReferenceUnresolved();
      KnownSettings known = new KnownSettings(reference);
      known.checkTop(given);
      Config all = properties.withFallback(given).withFallback(reference).resolve().getConfig(ROOT);
      known.check(all);
      return new Settings(all);
    } catch (ConfigException problem) {
      throw new SettingsException("the settings cannot be read: " + problem.getMessage());
    }
  }

  private static Config file() {
    String named = System.getProperty(CONFIG_FILE);
    Path path = named != null ? Path.of(named) : home().resolve("watershed.conf");
    if (!Files.isRegularFile(path)) {
      if (named != null) {
        throw new SettingsException("settings file " + path + " does not exist");
      }
      return ConfigFactory.empty();
    }
    try {
      return ConfigFactory.parseFile(path.toFile());
    } catch (ConfigException problem) {
      throw new SettingsException("settings file " + path + ": " + problem.getMessage());
    }
  }

  /** The project folder: the system property {@code watershed.home}, else the working directory. */
  public static Path home() {
    return Path.of(System.getProperty("watershed.home", "")).toAbsolutePath().normalize();
  }

  /** A path setting; a relative one counts from the project folder. */
  public Path path(String key) {
    return home().resolve(string(key)).normalize();
  }

  /** Path settings of a list; relative ones count from the project folder. */
  public List<Path> paths(String key) {
    return strings(key).stream().map(text -> home().resolve(text).normalize()).toList();
  }

  /** A text that is not blank. */
  public String string(String key) {
    String value = read(key, Config::getString, "a text");
    if (value.isBlank()) {
      throw new SettingsException(ROOT + "." + key, "\"\"", "a text that is not blank");
    }
    return value;
  }

  /** A text, or empty when it is blank or absent. */
  public Optional<String> optionalString(String key) {
    return config.hasPath(key)
        ? Optional.of(read(key, Config::getString, "a text")).filter(text -> !text.isBlank())
        : Optional.empty();
  }

  /** A list of texts; a single text, as a system property gives it, is split at commas. */
  public List<String> strings(String key) {
    ConfigValue value = read(key, Config::getValue, "a list of texts");
    if (value.unwrapped() instanceof String text) {
      return List.of(text.split("\\s*,\\s*"));
    }
    return read(key, Config::getStringList, "a list of texts");
  }

  /** All texts below a key, by the rest of their keys; a dotted rest stays dotted. */
  public Map<String, String> texts(String key) {
    Map<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, ConfigValue> entry :
        read(key, Config::getConfig, "a group of keys").entrySet()) {
      texts.put(
          String.join(".", ConfigUtil.splitPath(entry.getKey())),
          String.valueOf(entry.getValue().unwrapped()));
    }
    return texts;
  }

  /** Whether any value of all the settings is a text of this kind. */
  boolean anyText(Predicate<String> kind) {
    return config.entrySet().stream()
        .map(entry -> entry.getValue().unwrapped())
        .anyMatch(value -> value instanceof String text && kind.test(text));
  }

  /** A whole number from {@code least} to {@code most}. */
  public int integer(String key, int least, int most) {
    String allowed = "a whole number from " + least + " to " + most;
    int value = read(key, Config::getInt, allowed);
    return inRange(key, value, value >= least && value <= most, allowed);
  }

  /** A number from {@code least} to {@code most}. */
  public double decimal(String key, double least, double most) {
    String allowed = "a number from " + least + " to " + most;
    double value = read(key, Config::getDouble, allowed);
    return inRange(key, value, value >= least && value <= most, allowed);
  }

  /** True or false. */
  public boolean flag(String key) {
    return read(key, Config::getBoolean, "true or false");
  }

  /** A duration such as {@code 90s}, {@code 15 minutes} or {@code 2h}. */
  public Duration duration(String key, Duration least, Duration most) {
    String allowed =
        String.format(Locale.ROOT, "a duration such as 90s or 2h, from %s to %s", least, most);
    Duration value = read(key, Config::getDuration, allowed);
    return inRange(key, value, value.compareTo(least) >= 0 && value.compareTo(most) <= 0, allowed);
  }

  /** An instant such as {@code 2000-01-01T00:00:00Z}. */
  public Instant instant(String key) {
    return convert(key, Instant::parse, "an instant such as 2000-01-01T00:00:00Z");
  }

  /** A time zone such as {@code Australia/Brisbane}. */
  public ZoneId zone(String key) {
    return convert(key, ZoneId::of, "a time zone such as Australia/Brisbane");
  }

  private <T> T convert(String key, Function<String, T> conversion, String allowed) {
    String text = string(key);
    try {
      return conversion.apply(text);
    } catch (DateTimeException problem) {
      throw new SettingsException(ROOT + "." + key, text, allowed);
    }
  }

  private <T> T inRange(String key, T value, boolean within, String allowed) {
    if (!within) {
      throw new SettingsException(ROOT + "." + key, String.valueOf(value), allowed);
    }
    return value;
  }

  private <T> T read(String key, Getter<T> getter, String allowed) {
    try {
      return getter.get(config, key);
    } catch (ConfigException.Missing missing) {
      throw new SettingsException(ROOT + "." + key, "absent", allowed);
    } catch (ConfigException problem) {
      String found = config.getValue(key).unwrapped().toString();
      throw new SettingsException(ROOT + "." + key, found, allowed);
    }
  }

  private interface Getter<T> {
    T get(Config config, String key);
  }
}
