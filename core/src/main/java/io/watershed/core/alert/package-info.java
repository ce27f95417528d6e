/**
 * Alert rules: when a reading is a reason to tell somebody, and how urgently.
 *
 * <p>A new threshold alert of meters is a new constant of {@link
 * io.watershed.core.alert.MeterAlert}; the compiler then asks for its rule in {@link
 * io.watershed.core.alert.AlertRules} and its words in {@link
 * io.watershed.core.alert.MeterAlertWords}; its limits are settings below {@code alerts}. What the
 * rules of stations look at is in {@link io.watershed.core.station}; their episodes are kept here.
 * Both layers call these rules; where alerts are stored or sent is not known here.
 */
package io.watershed.core.alert;
