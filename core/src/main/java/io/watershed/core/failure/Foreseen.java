package io.watershed.core.failure;

/**
 * An exception about something that fails now and then, such as a server that is away. Its message
 * is one sentence and says all; where in the program it was thrown is of no interest.
 */
public interface Foreseen {}
