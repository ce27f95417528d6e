package io.watershed.serving.answer;

import java.time.Instant;

/** A batch run whose copies are in use from now on. */
public record BatchEventAnswer(String version, Instant horizon) {}
