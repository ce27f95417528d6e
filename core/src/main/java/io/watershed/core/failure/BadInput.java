package io.watershed.core.failure;

/**
 * An exception about something that was given and cannot be used: a setting, a file, an option. Its
 * message is one sentence that says what and why; trying again would only repeat it.
 */
public interface BadInput {}
