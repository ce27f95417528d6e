package io.watershed.core.reading;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The units that messages name. Values are converted to a measurement's own unit when a message
 * becomes a reading, and nowhere later.
 */
public enum Unit {
  /** Litres. */
  LITRE("L", Dimension.VOLUME, 1, "l", "litre", "litres"),
  /** Kilolitres, which are cubic metres. */
  KILOLITRE("kL", Dimension.VOLUME, 1000, "kl", "m3", "m³"),
  /** Litres per second. */
  LITRE_PER_SECOND("L/s", Dimension.FLOW_RATE, 1, "l/s"),
  /** Volts. */
  VOLT("V", Dimension.VOLTAGE, 1),
  /** Tenths of a volt. */
  DECIVOLT("dV", Dimension.VOLTAGE, 0.1),
  /** Thousandths of a volt. */
  MILLIVOLT("mV", Dimension.VOLTAGE, 0.001),
  /** Degrees Celsius. */
  CELSIUS("C", Dimension.TEMPERATURE, 1, "°C", "ºC", "degC", "Celsius"),
  /** Decibels. */
  DECIBEL("dB", Dimension.SIGNAL, 1),
  /** Decibels relative to one milliwatt; radios mix the two names, the number is the same. */
  DBM("dBm", Dimension.SIGNAL, 1),
  /** Kilopascals. */
  KILOPASCAL("kPa", Dimension.PRESSURE, 1),
  /** Bar. */
  BAR("bar", Dimension.PRESSURE, 100),
  /** Seconds. */
  SECOND("s", Dimension.TIME, 1, "sec"),
  /** A number of things. */
  COUNT("count", Dimension.NUMBER, 1, "", "1", "points");

  private enum Dimension {
    VOLUME,
    FLOW_RATE,
    VOLTAGE,
    TEMPERATURE,
    SIGNAL,
    PRESSURE,
    TIME,
    NUMBER
  }

  private static final Map<String, Unit> BY_SYMBOL = new HashMap<>();

  static {
    for (Unit unit : values()) {
      BY_SYMBOL.put(unit.symbol, unit);
      for (String alias : unit.aliases) {
        BY_SYMBOL.put(alias, unit);
      }
    }
  }

  private final String symbol;
  private final Dimension dimension;
  private final double factor;
  private final List<String> aliases;

  Unit(String symbol, Dimension dimension, double factor, String... aliases) {
    this.symbol = symbol;
    this.dimension = dimension;
    this.factor = factor;
    this.aliases = List.of(aliases);
  }

  /** The symbol used in every table, index and file. */
  public String symbol() {
    return symbol;
  }

  /** Whether a value in this unit can be expressed in another. */
  public boolean convertibleTo(Unit other) {
    return dimension == other.dimension;
  }

  /**
   * A value in this unit, expressed in another of the same dimension.
   *
   * @throws IllegalArgumentException if the dimensions differ
   */
  public double convert(double value, Unit to) {
    if (this == to) {
      return value;
    }
    if (!convertibleTo(to)) {
      throw new IllegalArgumentException(symbol + " cannot be expressed in " + to.symbol);
    }
    // Dividing by a whole number keeps 36 dV at 3.6 V, where multiplying by 0.1 would not.
    return factor < to.factor
        ? value / Math.rint(to.factor / factor)
        : value * Math.rint(factor / to.factor);
  }

  /** The unit that a symbol or a known spelling of it means. */
  public static Optional<Unit> ofSymbol(String symbol) {
    return Optional.ofNullable(BY_SYMBOL.get(symbol));
  }
}
