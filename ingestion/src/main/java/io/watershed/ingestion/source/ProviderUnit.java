package io.watershed.ingestion.source;

import io.watershed.core.station.Element;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The units that providers and files use, and how each becomes the one that an element is kept in.
 * Factors are exact by definition (SI brochure, 9th edition; for the inch, foot, mile and knot the
 * international ones); an inch of mercury is the conventional one at 0 °C.
 */
public enum ProviderUnit {
  CELSIUS("°C", 1, 0, "°C", "C", "degC", "celsius"),
  KELVIN("°C", 1, -273.15, "K", "kelvin"),
  FAHRENHEIT("°C", 5.0 / 9, -160.0 / 9, "°F", "F", "degF", "fahrenheit"),
  PERCENT("%", 1, 0, "%", "percent"),
  SHARE("%", 100, 0, "1", "share"),
  KILOMETRES_PER_HOUR("km/h", 1, 0, "km/h", "kph"),
  METRES_PER_SECOND("km/h", 3.6, 0, "m/s"),
  KNOTS("km/h", 1.852, 0, "kt", "kn", "knot"),
  MILES_PER_HOUR("km/h", 1.609344, 0, "mph"),
  DEGREES("°", 1, 0, "°", "deg"),
  TENS_OF_DEGREES("°", 10, 0, "10°", "10s deg", "tens of degrees"),
  HECTOPASCAL("hPa", 1, 0, "hPa", "mb", "mbar"),
  KILOPASCAL("hPa", 10, 0, "kPa"),
  PASCAL("hPa", 0.01, 0, "Pa"),
  INCHES_OF_MERCURY("hPa", 33.8639, 0, "inHg"),
  MILLIMETRES_OF_WATER("mm", 1, 0, "mm", "kg/m²", "kg/m2", "L/m²"),
  CENTIMETRES_OF_WATER("mm", 10, 0, "cm"),
  INCHES_OF_WATER("mm", 25.4, 0, "in"),
  CENTIMETRES_OF_SNOW("cm", 1, 0, "cm"),
  MILLIMETRES_OF_SNOW("cm", 0.1, 0, "mm"),
  METRES_OF_SNOW("cm", 100, 0, "m"),
  METRES("m", 1, 0, "m"),
  CENTIMETRES("m", 0.01, 0, "cm"),
  MILLIMETRES("m", 0.001, 0, "mm"),
  FEET("m", 0.3048, 0, "ft"),
  CUBIC_METRES_PER_SECOND("m³/s", 1, 0, "m³/s", "m3/s", "cms"),
  LITRES_PER_SECOND("m³/s", 0.001, 0, "L/s", "l/s"),
  CUBIC_FEET_PER_SECOND("m³/s", 0.028316846592, 0, "ft³/s", "ft3/s", "cfs");

  /**
   * By the unit an element is kept in, then by symbol: "cm" is one thing for snow, another for
   * rain.
   */
  private static final Map<String, Map<String, ProviderUnit>> BY_SYMBOL = new HashMap<>();

  static {
    for (ProviderUnit unit : values()) {
      Map<String, ProviderUnit> same =
          BY_SYMBOL.computeIfAbsent(unit.canonical, kept -> new HashMap<>());
      unit.symbols.forEach(symbol -> same.put(symbol, unit));
    }
  }

  private final String canonical;
  private final double factor;
  private final double offset;

  // Made by List.of.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> symbols;

  ProviderUnit(String canonical, double factor, double offset, String... symbols) {
    this.canonical = canonical;
    this.factor = factor;
    this.offset = offset;
    this.symbols = List.of(symbols);
  }

  /** The unit of a symbol among those that can become the element's own. */
  public static Optional<ProviderUnit> of(String symbol, Element element) {
    return Optional.ofNullable(BY_SYMBOL.get(element.unit())).map(same -> same.get(symbol));
  }

  /** The symbols of the units that can become the element's own. */
  public static List<String> symbols(Element element) {
    return Arrays.stream(values())
        .filter(unit -> unit.canonical.equals(element.unit()))
        .flatMap(unit -> unit.symbols.stream())
        .toList();
  }

  /** The value in the element's unit, without the digits that the conversion itself makes up. */
  public double convert(double value) {
    if (factor == 1 && offset == 0) {
      return value;
    }
    double converted = value * factor + offset;
    // Ten digits are more than any sensor has, and less than the noise of a multiplication.
    double magnitude = Math.ceil(Math.log10(Math.max(Math.abs(converted), 1e-6)));
    double scale = Math.pow(10, 10 - magnitude);
    double rounded = Math.rint(converted * scale) / scale;
    return Double.isFinite(rounded) ? rounded : converted;
  }
}
