package io.watershed.core.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which settings there are: every key of {@code reference.conf}, and whatever stands below one of
 * its free groups. Keys are without the leading {@code watershed.}.
 */
final class KnownSettings {

  private static final String FREE_GROUPS = "watershed-free-groups";
  private static final Pattern SECRET = Pattern.compile("(?i).*(password|key|token|credential)$");

  private final Set<String> keys = new TreeSet<>();
  private final List<String> freeGroups;

  /** The settings of a reference file. */
  KnownSettings(Config reference) {
    Config resolved = reference.resolve();
    for (Map.Entry<String, ConfigValue> entry : resolved.getConfig(Settings.ROOT).entrySet()) {
      keys.add(dotted(entry.getKey()));
    }
    freeGroups = resolved.getStringList(FREE_GROUPS);
  }

  /**
   * Refuses settings that are not known.
   *
   * @param given all settings below {@code watershed}
   * @throws SettingsException naming the first that is not known, and the known one next to it
   */
  void check(Config given) {
    for (Map.Entry<String, ConfigValue> entry : given.entrySet()) {
      String key = dotted(entry.getKey());
      if (!keys.contains(key) && freeGroups.stream().noneMatch(group -> isBelow(key, group))) {
        throw unknown(key, String.valueOf(entry.getValue().unwrapped()));
      }
    }
  }

  /**
   * Refuses a settings file whose settings do not stand below {@code watershed}.
   *
   * @throws SettingsException naming the first such group or key
   */
  void checkTop(Config file) {
    for (String name : file.root().keySet()) {
      if (keys.stream().anyMatch(key -> key.equals(name) || isBelow(key, name))) {
        throw new SettingsException(
            "setting %s is not known: did you mean %s.%s?".formatted(name, Settings.ROOT, name));
      }
    }
  }

  private SettingsException unknown(String key, String value) {
    String nearest = nearest(key);
    // What was meant for a secret may be one already.
    boolean secret = SECRET.matcher(key).matches() || SECRET.matcher(nearest).matches();
    return new SettingsException(
        "setting %s.%s = %s is not known: did you mean %s.%s?"
            .formatted(Settings.ROOT, key, secret ? "(not shown)" : value, Settings.ROOT, nearest));
  }

  private String nearest(String key) {
    return keys.stream().min(Comparator.comparingInt(known -> edits(key, known))).orElseThrow();
  }

  /** How many letters have to be added, dropped or replaced to make one text the other. */
  private static int edits(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                above[column - 1] + replaced, Math.min(above[column], current[column - 1]) + 1);
      }
      above = current;
    }
    return above[to.length()];
  }

  private static boolean isBelow(String key, String group) {
    return key.startsWith(group + ".");
  }

  private static String dotted(String path) {
    return String.join(".", ConfigUtil.splitPath(path));
  }
}
