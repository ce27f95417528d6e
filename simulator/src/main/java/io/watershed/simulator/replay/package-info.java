/**
 * Replay of real files: layouts, the merge into event order, pace and shift.
 *
 * <p>A new layout is a new {@code ReplayFormat}. Odd cells go out as they are, because the pipeline
 * judges messages, not the replay; nothing is dropped here.
 */
package io.watershed.simulator.replay;
