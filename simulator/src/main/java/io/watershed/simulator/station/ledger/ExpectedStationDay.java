package io.watershed.simulator.station.ledger;

/**
 * What must be found for one station, local day and element.
 *
 * @param stationId the station
 * @param date the local day, ISO 8601
 * @param element the element's name
 * @param all all values, of which the first of each identity counts
 * @param good those that no fault of a sensor has changed
 */
record ExpectedStationDay(
    String stationId, String date, String element, ValueSums all, ValueSums good) {}
