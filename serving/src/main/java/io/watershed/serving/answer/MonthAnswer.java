package io.watershed.serving.answer;

import java.time.LocalDate;

/** A month of a meter with its forecast; litres. */
public record MonthAnswer(
    String month,
    Double litres,
    Double forecast,
    Double low,
    Double high,
    Integer forecastDays,
    LocalDate completeUntil,
    String crossCheck) {}
