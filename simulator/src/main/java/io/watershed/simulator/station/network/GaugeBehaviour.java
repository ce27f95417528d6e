package io.watershed.simulator.station.network;

/** What the water at a gauge obeys. */
public enum GaugeBehaviour {
  /** Rain upstream, and nothing else. */
  RIVER,
  /** As a river; ice backs its water up in winter. */
  ICE_RIVER,
  /** A lake: rises and falls over weeks. */
  LAKE,
  /** Below a dam: releases in steps, more when power is wanted. */
  DAM,
  /** The sea: sun, moon, air pressure and wind. */
  TIDE
}
