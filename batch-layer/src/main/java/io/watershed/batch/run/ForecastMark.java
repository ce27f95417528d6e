package io.watershed.batch.run;

/**
 * Where the forecasts stand after a run.
 *
 * @param stateRunId the run that wrote the state of the gauges
 * @param settledHour the last hour that was forecast from, hours since the epoch
 * @param modelRunId the run that fitted the model
 * @param fittedHour the first hour that the model was not fitted on
 */
record ForecastMark(String stateRunId, long settledHour, String modelRunId, long fittedHour) {}
