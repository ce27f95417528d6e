/**
 * How far a reading is believed: quality flags, the rules that set them, and the intake that joins
 * parsing, enrichment and flags.
 *
 * <p>A new rule about a single value goes into {@link io.watershed.core.quality.QualityRules}; one
 * that needs a meter's history goes beside the register rule. A reading is never dropped or changed
 * here, only flagged.
 */
package io.watershed.core.quality;
