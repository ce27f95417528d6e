package io.watershed.simulator.station.network;

import io.watershed.simulator.random.Randomness;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Invents names of towns and waters; hardly a town twice. */
final class Names {

  private static final String[] BEGINNINGS = {
    "Alder", "Amber", "Ash", "Beaver", "Birch", "Bram", "Caribou", "Cedar", "Clear", "Cold",
    "Crane", "Dun", "Elder", "Fern", "Fox", "Gran", "Hazel", "Heron", "Iron", "Juniper",
    "Kettle", "Lark", "Loon", "Maple", "Marten", "Mill", "Moss", "Nor", "Oak", "Otter",
    "Pine", "Quill", "Raven", "Red", "Rowan", "Sable", "Silver", "Spruce", "Stone", "Swan",
    "Tamarack", "Thorn", "Umber", "Vale", "Wester", "Whit", "Willow", "Wren", "Yarrow", "Zephyr"
  };
  private static final String[] ENDINGS = {
    "bank", "bridge", "brook", "bury", "by", "croft", "dale", "field", "ford", "gate", "ham",
    "holm", "hurst", "ley", "mere", "moor", "port", "ridge", "stead", "ton", "vale", "view",
    "ville", "wick", "wood", "worth"
  };
  private static final int MOST_TRIES = 20;
  private static final String[] WATERS = {"River", "Creek", "Brook"};

  private final Randomness random;
  private final Set<String> given = new HashSet<>();

  Names(Randomness random) {
    this.random = random;
  }

  /** A town, such as {@code Cedarwick}. */
  String town() {
    String name = pick(BEGINNINGS) + pick(ENDINGS);
    for (int tries = 0; !given.add(name) && tries < MOST_TRIES; tries++) {
      name = (tries % 2 == 0 ? "New " : "Upper ") + pick(BEGINNINGS) + pick(ENDINGS);
    }
    return name;
  }

  /** A river, creek or brook; the smaller the size, the smaller the word. */
  String river(int size) {
    return pick(BEGINNINGS) + ' ' + WATERS[Math.max(0, Math.min(2, 2 - size))];
  }

  /** The name of a gauge in the manner of the publishers: capitals. */
  String gauge(GaugeBehaviour behaviour, String river) {
    String town = town();
    String name =
        switch (behaviour) {
          case RIVER, ICE_RIVER -> river + (random.chance(0.5) ? " at " : " near ") + town;
          case LAKE -> pick(BEGINNINGS) + " Lake near " + town;
          case DAM -> river + " below " + town + " Dam";
          case TIDE -> town + " Harbour";
        };
    return name.toUpperCase(Locale.ROOT);
  }

  private String pick(String[] of) {
    return of[random.nextInt(of.length)];
  }
}
