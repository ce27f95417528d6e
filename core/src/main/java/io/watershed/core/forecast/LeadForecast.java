package io.watershed.core.forecast;

import java.util.OptionalDouble;

/**
 * The forecast for one hour.
 *
 * @param lead hours from the origin, 1 to 24
 * @param level the expected level, metres: as likely above as below
 * @param low the lower end of the 95 % interval, metres
 * @param high its upper end; both ends move no closer as the lead grows
 * @param method what it comes from; {@link Candidate#PERSISTENCE} where nothing beats that
 * @param weight the share of the method's change that is taken, 0 to 1; the rest is persistence
 * @param probabilityAbove how likely the level is above the gauge's high water; empty without one
 */
public record LeadForecast(
    int lead,
    double level,
    double low,
    double high,
    Candidate method,
    double weight,
    OptionalDouble probabilityAbove) {}
