package io.watershed.serving.answer;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** A process of the pipeline. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LayerAnswer(
    String name,
    String title,
    String kind,
    String state,
    String message,
    Integer restarts,
    String address) {}
