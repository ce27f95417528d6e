package io.watershed.simulator.station.hydrology;

/**
 * Equal storages one after the other (Nash 1957): delays a wave by its travel time and flattens it.
 */
final class Cascade {

  private final LinearStore[] stores;

  /** A cascade that delays by so many hours in all. */
  Cascade(int stores, double travelHours) {
    this.stores = new LinearStore[stores];
    for (int store = 0; store < stores; store++) {
      this.stores[store] = new LinearStore(Math.max(0.3, travelHours / stores));
    }
  }

  /** Takes an hour's inflow; returns the mean outflow of the hour. */
  double step(double inflow) {
    double flow = inflow;
    for (LinearStore store : stores) {
      flow = store.step(flow);
    }
    return flow;
  }

  /** Fills it as if the inflow had always been this. */
  void settle(double inflow) {
    for (LinearStore store : stores) {
      store.settle(inflow);
    }
  }
}
