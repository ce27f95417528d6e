package io.watershed.serving.views;

/**
 * A reading of a day, as the batch view has it.
 *
 * @param epochMillis its instant
 * @param value in the unit of its measurement
 * @param counted whether sums, means and extremes count it
 * @param flags names of quality flags, with commas between them; empty for none
 * @param partition of its message in Kafka
 * @param offset of its message
 * @param arrivalMillis when the broker took the message
 */
record DayReading(
    long epochMillis,
    double value,
    boolean counted,
    String flags,
    int partition,
    long offset,
    long arrivalMillis) {}
