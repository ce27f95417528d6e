package io.watershed.serving.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/** An alert that is new or changed, and when it was written. */
public record AlertEventAnswer(@JsonUnwrapped AlertAnswer alert, Instant updatedAt) {}
