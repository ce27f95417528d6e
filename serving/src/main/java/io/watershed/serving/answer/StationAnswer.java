package io.watershed.serving.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.watershed.core.station.StationKind;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** A station with its newest values; °C, metres. */
public record StationAnswer(
    @JsonUnwrapped StationBriefAnswer brief,
    StationKind kind,
    String source,
    String city,
    Double elevation,
    ZoneId timeZone,
    String downstream,
    Double highWater,
    Map<String, Double> values,
    Double feelsLike,
    Double windChill,
    Double heatIndex,
    Double humidex,
    Double levelChange1h,
    Double levelChange6h,
    Double levelChange24h,
    List<String> flags,
    List<OutlookAnswer> outlook) {}
