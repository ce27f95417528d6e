package io.watershed.serving.answer;

import java.time.LocalDate;
import java.util.List;

/** Which measurements a meter has sent, and its first and last local day in the batch views. */
public record CoverageAnswer(List<String> measurements, LocalDate firstDate, LocalDate lastDate) {}
