package io.watershed.serving.api;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.watershed.core.forecast.LeadTime;
import io.watershed.serving.answer.MapAnswer;
import io.watershed.serving.query.StationState;

/** What is asked of all stations together: {@code /weather}, {@code /water-levels}, the map. */
final class MapRoutes {

  private static final LeadTime USUAL_LEAD = LeadTime.LONG;

  private final StationState state;
  private final MapSettings map;

  MapRoutes(StationState state, MapSettings map) {
    this.state = state;
    this.map = map;
  }

  void add(Javalin server, String base) {
    server.get(base + "/map", this::map);
    server.get(base + "/weather/map", this::weather);
    server.get(base + "/weather/heat", request -> temperatures(request, true));
    server.get(base + "/weather/cold", request -> temperatures(request, false));
    server.get(base + "/water-levels/summary", this::summary);
    server.get(base + "/water-levels/map", this::water);
    server.get(base + "/water-levels/rising", request -> changes(request, true));
    server.get(base + "/water-levels/falling", request -> changes(request, false));
  }

  private void map(Context request) {
    Parameters.of(request);
    Replies.json(
        request,
        new MapAnswer(
            "/assets/map/shapes.json", map.tiles().orElse(null), map.attribution().orElse(null)));
  }

  private void weather(Context request) {
    Parameters parameters =
        Parameters.of(
            request, "query", "province", "minTemperature", "maxTemperature", "freshness");
    StationState.Snapshot now = state.snapshot();
    Replies.json(
        request, now.stations().weatherMap(StationRoutes.filter(parameters), now.clockAnswer()));
  }

  private void temperatures(Context request, boolean warmest) {
    Parameters parameters = Parameters.of(request, "province", "limit");
    StationState.Snapshot now = state.snapshot();
    Replies.json(
        request,
        now.stations()
            .byTemperature(
                warmest,
                parameters.text("province").orElse(null),
                parameters.limit(),
                now.clockAnswer()));
  }

  private void summary(Context request) {
    Parameters.of(request);
    StationState.Snapshot now = state.snapshot();
    Replies.json(request, now.stations().summary(now.clockAnswer()));
  }

  private void water(Context request) {
    Parameters parameters =
        Parameters.of(request, "query", "province", "risk", "freshness", "lead");
    StationState.Snapshot now = state.snapshot();
    Replies.json(
        request,
        now.stations()
            .waterMap(
                StationRoutes.filter(parameters),
                parameters.lead().orElse(USUAL_LEAD),
                now.clockAnswer()));
  }

  private void changes(Context request, boolean rising) {
    Parameters parameters = Parameters.of(request, "province", "lead", "limit");
    StationState.Snapshot now = state.snapshot();
    Replies.json(
        request,
        now.stations()
            .byChange(
                rising,
                parameters.lead().orElse(USUAL_LEAD),
                parameters.text("province").orElse(null),
                parameters.limit(),
                now.clockAnswer()));
  }
}
