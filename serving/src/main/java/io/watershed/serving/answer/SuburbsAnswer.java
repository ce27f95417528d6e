package io.watershed.serving.answer;

import java.time.LocalDate;
import java.util.List;

/** What each suburb used on local days. */
public record SuburbsAnswer(LocalDate from, LocalDate to, List<SuburbAnswer> items) {}
