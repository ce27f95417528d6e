package io.watershed.batch.run;

/**
 * Which days a day's figures depend on.
 *
 * @param lookback how many days before it
 * @param ahead how many days after it
 * @param end whether they change when the day is over, even if nothing more comes in
 */
record DayReach(int lookback, int ahead, boolean end) {}
