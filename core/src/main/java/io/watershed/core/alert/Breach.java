package io.watershed.core.alert;

/**
 * A reading that lies beyond a limit.
 *
 * @param type the rule
 * @param severity how far beyond
 * @param measured the value compared: litres per hour, volts or degrees Celsius
 * @param limit the limit it passed, in the same unit
 */
public record Breach(AlertType type, Severity severity, double measured, double limit) {}
