/**
 * Compact binary encodings: what the speed layer keeps per meter and what it moves between tasks.
 *
 * <p>Values written by {@link io.watershed.core.binary.BinaryWriter} are read back in the same
 * order by {@link io.watershed.core.binary.BinaryReader}. Nothing here knows what the values mean;
 * formats and their versions belong to the classes that use them. What outlives a process has a
 * {@link io.watershed.core.binary.Layout}, whose Javadoc states the rule for older and unknown
 * ones.
 */
package io.watershed.core.binary;
