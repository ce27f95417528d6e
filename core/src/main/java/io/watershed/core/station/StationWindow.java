package io.watershed.core.station;

import io.watershed.core.window.WindowStatistics;

/**
 * What one window of one station and element holds.
 *
 * @param element the element
 * @param statistics count, sum, least and greatest of the values that count, and how many do not
 * @param last the newest value that counts; NaN when there is none
 */
public record StationWindow(Element element, WindowStatistics statistics, double last) {}
