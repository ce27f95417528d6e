/**
 * The serving layer: hands the views of the other layers to people and their tools, by now as CSV
 * exports out of Hive.
 *
 * <p>The command line lives here; what an export holds is in {@code export}, how a cell is written
 * in {@code csv}, how tools find Hive in {@code connect}, how dashboards get into Kibana in {@code
 * kibana}. Nothing here computes a figure: what a view lacks belongs into the layer that makes the
 * view.
 */
package io.watershed.serving;
