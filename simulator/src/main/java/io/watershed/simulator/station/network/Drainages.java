package io.watershed.simulator.station.network;

import io.watershed.simulator.random.Randomness;
import io.watershed.simulator.station.network.StationList.Entry;
import io.watershed.simulator.station.weather.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Joins the gauges of a real list to rivers. The list does not tell which gauge lies below which,
 * so that is invented: gauges whose ids begin with the same three characters share a drainage, its
 * water runs to where the drainage's real rivers run, and each gauge flows to the nearest one that
 * lies farther that way. Elevations, which the list lacks too, rise against the flow.
 */
final class Drainages {

  private static final int DRAINAGE_CHARACTERS = 3;
  private static final double LONGEST_REACH_KILOMETRES = 160;
  private static final double LEAST_ADVANCE_KILOMETRES = 2;

  /**
   * Where the water of Canada's main drainages runs, degrees clockwise from north: by the first two
   * digits of a station's id, Maritimes to Mississippi.
   */
  private static final Map<String, Double> FLOWS_TO =
      Map.ofEntries(
          Map.entry("01", 130.0),
          Map.entry("02", 80.0),
          Map.entry("03", 330.0),
          Map.entry("04", 30.0),
          Map.entry("05", 60.0),
          Map.entry("06", 60.0),
          Map.entry("07", 20.0),
          Map.entry("08", 240.0),
          Map.entry("09", 300.0),
          Map.entry("10", 340.0),
          Map.entry("11", 150.0));

  private static final double ANYWHERE = 90;

  private final Randomness random;
  private final Map<String, Integer> basins = new HashMap<>();

  Drainages(Randomness random) {
    this.random = random;
  }

  /** A gauge before its river is known. */
  private record Member(
      int number, Entry entry, GaugeBehaviour behaviour, Place place, double advance) {}

  /** The gauges, in the order of the entries. */
  List<GaugeSite> join(List<Entry> entries) {
    Map<String, List<Member>> drainages = new HashMap<>();
    List<Member> all = new ArrayList<>();
    for (Entry entry : entries) {
      Member member = member(all.size(), entry);
      all.add(member);
      drainages.computeIfAbsent(drainage(entry.id()), absent -> new ArrayList<>()).add(member);
    }
    List<GaugeSite> sites = new ArrayList<>();
    for (Member member : all) {
      List<Member> drainage = drainages.get(drainage(member.entry().id()));
      double mouth = drainage.stream().mapToDouble(Member::advance).max().orElse(0);
      sites.add(site(member, nearestBelow(member, drainage), mouth - member.advance()));
    }
    return sites;
  }

  private Member member(int number, Entry entry) {
    Place flat = new Place(entry.latitude(), entry.longitude(), 0);
    double flow = Math.toRadians(FLOWS_TO.getOrDefault(entry.id().substring(0, 2), ANYWHERE));
    double advance =
        flat.eastKilometres() * Math.sin(flow) + flat.northKilometres() * Math.cos(flow);
    return new Member(
        number, entry, behaviour(entry.name().toUpperCase(Locale.ROOT), flat), flat, advance);
  }

  private static String drainage(String id) {
    return id.substring(0, DRAINAGE_CHARACTERS);
  }

  private static Member nearestBelow(Member member, List<Member> drainage) {
    Member nearest = null;
    double least = LONGEST_REACH_KILOMETRES;
    for (Member other : drainage) {
      double distance = member.place().kilometresTo(other.place());
      // Farther that way by a clear distance: so no water runs in a circle.
      boolean below = other.advance() > member.advance() + LEAST_ADVANCE_KILOMETRES;
      if (below && distance < least && other.behaviour() != GaugeBehaviour.TIDE) {
        nearest = other;
        least = distance;
      }
    }
    return member.behaviour() == GaugeBehaviour.TIDE ? null : nearest;
  }

  private GaugeSite site(Member member, Member downstream, double kilometresAboveMouth) {
    Entry entry = member.entry();
    boolean tide = member.behaviour() == GaugeBehaviour.TIDE;
    double reach =
        downstream == null
            ? 0
            : member.place().kilometresTo(downstream.place()) * random.between(1.15, 1.6);
    return new GaugeSite(
        entry.id(),
        entry.name(),
        member.behaviour(),
        tide ? member.place() : raised(member.place(), kilometresAboveMouth),
        entry.province().isEmpty() ? null : entry.province(),
        entry.zone(),
        basins.computeIfAbsent(drainage(entry.id()), absent -> basins.size()),
        downstream == null ? -1 : downstream.number(),
        reach,
        tide ? 0 : Math.exp(random.between(Math.log(120), Math.log(900))));
  }

  private static Place raised(Place flat, double kilometresAbove) {
    boolean mountains = flat.longitude() < -114;
    double foot = mountains ? 150 : flat.longitude() < -90 ? 250 : 60;
    double metresPerKilometre = mountains ? 2.5 : 0.7;
    return flat.moved(0, 0, Math.min(1800, foot + metresPerKilometre * kilometresAbove));
  }

  /** By its name: rivers below lakes are rivers. */
  private GaugeBehaviour behaviour(String name, Place place) {
    boolean river = name.matches(".*\\b(RIVER|CREEK|BROOK|RIVIERE|RIVIÈRE|STREAM)\\b.*");
    if (name.matches(".*\\b(DAM|SPILLWAY|POWER ?HOUSE|GENERATING)\\b.*")) {
      return GaugeBehaviour.DAM;
    }
    if (!river && name.matches(".*\\b(HARBOUR|INLET|STRAIT|SOUND|OCEAN)\\b.*")) {
      return GaugeBehaviour.TIDE;
    }
    if (!river && name.matches(".*\\b(LAKE|LAC|RESERVOIR|POND)\\b.*")) {
      return GaugeBehaviour.LAKE;
    }
    return Winter.river(place, random);
  }
}
