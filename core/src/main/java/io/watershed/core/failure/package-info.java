/**
 * How a command or layer ends when it cannot do what it should: which exceptions are sentences for
 * people, and which exit code each means.
 *
 * <p>Exceptions live where they are thrown and say here only what kind they are.
 */
package io.watershed.core.failure;
