package io.watershed.simulator;

import io.watershed.core.contract.Topic;
import io.watershed.core.settings.Settings;
import io.watershed.simulator.station.StationFleet;
import io.watershed.simulator.station.StationPlan;
import io.watershed.simulator.station.network.NetworkGenerator;
import io.watershed.simulator.station.network.StationList;
import io.watershed.simulator.station.network.StationNetwork;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which stations a simulated run has beside its meters. */
final class StationOptions {

  private static final int MOST = 20_000;

  @Option(
      names = "--gauges",
      paramLabel = "N",
      description =
          "How many river, lake and tide gauges run beside the meters, 0 for none; by default the"
              + " setting watershed.simulator.gauges, or all of --stations.")
  private Integer gauges;

  @Option(
      names = "--weather-stations",
      paramLabel = "N",
      description =
          "How many weather stations run beside the meters, 0 for none; by default the setting"
              + " watershed.simulator.weather-stations.")
  private Integer weatherStations;

  @Option(
      names = "--stations",
      paramLabel = "CSV",
      description =
          "Gauges of a real list (ID, Name, Latitude, Longitude, Prov/Terr, Timezone) instead of"
              + " invented ones; the weather stations are invented around them.")
  private Path list;

  private StationFleet fleet;

  /** The plan of a run that begins at an instant. */
  StationPlan plan(Settings settings, long seed, long startMillis, double faultRate) {
    if (fleet == null) {
      fleet = StationFleet.of(network(settings, seed), seed);
    }
    return new StationPlan(fleet, startMillis, faultRate);
  }

  private StationNetwork network(Settings settings, long seed) {
    int weather =
        weatherStations == null
            ? settings.integer("simulator.weather-stations", 0, MOST)
            : count("--weather-stations", weatherStations, MOST);
    if (list == null) {
      int invented =
          gauges == null
              ? settings.integer("simulator.gauges", 0, MOST)
              : count("--gauges", gauges, MOST);
      return NetworkGenerator.generate(invented, weather, seed);
    }
    StationList stations = StationList.read(list);
    int taken = gauges == null ? stations.size() : count("--gauges", gauges, stations.size());
    return stations.network(taken, weather, seed);
  }

  /** The topic of the stations' messages. */
  static String topic(Settings settings) {
    return Topic.STATION_OBSERVATIONS.name(settings);
  }

  private static int count(String option, int count, int most) {
    if (count < 0 || count > most) {
      throw new CommandException(option, Integer.toString(count), "from 0 to " + most);
    }
    return count;
  }
}
