package io.watershed.serving.views;

/**
 * A row of {@code daily_stats}; what a row lacks is null.
 *
 * @param firstMillis instant of the first reading
 * @param lastMillis instant of the last reading
 */
record DayFigures(
    String meterId,
    String measurement,
    String unit,
    Double total,
    Double average,
    Double highest,
    Double lowest,
    long readings,
    long excluded,
    long late,
    Attributes attributes,
    Long firstMillis,
    Long lastMillis,
    Double registerAdvance,
    Double registerDifference,
    String crossCheck,
    String timeZone) {

  /** What the fleet list says of the meter; what it does not is null. */
  record Attributes(String suburb, Integer postcode, String usageType, String meterType) {}
}
