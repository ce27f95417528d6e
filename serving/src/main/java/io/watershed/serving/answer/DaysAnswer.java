package io.watershed.serving.answer;

import java.time.LocalDate;
import java.util.List;

/** The local days of a measurement of a meter. */
public record DaysAnswer(
    String measurement, String unit, LocalDate from, LocalDate to, List<DayAnswer> items) {}
