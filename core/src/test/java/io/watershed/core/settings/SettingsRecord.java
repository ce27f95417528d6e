package io.watershed.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Holds a record that is read from settings to three things: its defaults, explicit values, and the
 * values that it rejects. A component that the explicit values leave at its default has no test.
 */
public final class SettingsRecord<T extends Record> {

  private final Function<Settings, T> reader;
  private final Map<String, String> always;
  private final T defaults;

  private SettingsRecord(Function<Settings, T> reader, Map<String, String> always, T defaults) {
    this.reader = reader;
    this.always = Map.copyOf(always);
    this.defaults = defaults;
  }

  /** A record that is this one where no setting is given. */
  public static <T extends Record> SettingsRecord<T> withDefaults(
      Function<Settings, T> reader, T defaults) {
    return withDefaults(reader, Map.of(), defaults);
  }

  /**
   * A record that is this one where no more than these settings are given.
   *
   * @param always what the record cannot be read without, or what the environment may set; a value
   *     that is given for the same key counts instead
   */
  public static <T extends Record> SettingsRecord<T> withDefaults(
      Function<Settings, T> reader, Map<String, String> always, T defaults) {
    SettingsRecord<T> held = new SettingsRecord<>(reader, always, defaults);
    assertThat(held.read(Map.of())).as("the defaults").isEqualTo(defaults);
    return held;
  }

  /** It is this one where these settings are given, which change every component. */
  public SettingsRecord<T> explicit(Map<String, String> given, T expected) {
    assertThat(read(given)).as("of explicit values").isEqualTo(expected);
    List<String> untested = new ArrayList<>();
    for (RecordComponent component : expected.getClass().getRecordComponents()) {
      if (valueOf(component, expected).equals(valueOf(component, defaults))) {
        untested.add(component.getName());
      }
    }
    assertThat(untested).as("components that no explicit value changes").isEmpty();
    return this;
  }

  /** It refuses a value, in a sentence that names key and value. */
  public SettingsRecord<T> rejects(String key, String value) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .as("%s = %s", key, value)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("setting watershed." + key + " = ")
        .hasMessageContaining("is not allowed: it must be ");
    return this;
  }

  private T read(Map<String, String> given) {
    Map<String, String> all = new HashMap<>(always);
    all.putAll(given);
    return reader.apply(Settings.of(all));
  }

  private static Object valueOf(RecordComponent component, Record record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
