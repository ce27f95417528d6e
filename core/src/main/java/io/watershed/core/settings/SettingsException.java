package io.watershed.core.settings;

import io.watershed.core.failure.BadInput;

/**
 * A setting is missing, not known, of the wrong type or out of range. The message names key, value
 * and what is allowed.
 */
public final class SettingsException extends RuntimeException implements BadInput {
  private static final long serialVersionUID = 1;

  /**
   * A fault of one setting.
   *
   * @param key the whole key
   * @param value the value found, or "absent"
   * @param allowed what is accepted
   */
  public SettingsException(String key, String value, String allowed) {
    super("setting " + key + " = " + value + " is not allowed: it must be " + allowed);
  }

  /** Settings that cannot be used, in a sentence that names key and value. */
  public SettingsException(String message) {
    super(message);
  }
}
