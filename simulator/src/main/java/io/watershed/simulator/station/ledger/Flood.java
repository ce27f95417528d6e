package io.watershed.simulator.station.ledger;

/**
 * A time during which the true level at a gauge was above high water.
 *
 * @param station the gauge's number
 * @param startMillis the first instant above; that of the run's first measurement if it was then
 * @param atStart whether the water was high already when the run began
 * @param peakMillis when it was highest
 * @param peakMetres the highest level, above the gauge's datum
 * @param endMillis the first instant below again; {@link Long#MAX_VALUE} if the run ended before
 */
record Flood(
    int station,
    long startMillis,
    boolean atStart,
    long peakMillis,
    double peakMetres,
    long endMillis) {}
