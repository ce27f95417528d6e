package io.watershed.ingestion.source.city;

import io.watershed.core.reading.MessageRejectedException;
import io.watershed.ingestion.source.Decoded;
import io.watershed.ingestion.source.SourceException;
import io.watershed.ingestion.source.http.BadAnswerException;
import io.watershed.ingestion.source.http.HttpAddress;
import io.watershed.ingestion.source.http.Secret;

/** A service that tells the present weather of a city. */
interface CityProvider {

  /** Its name in settings, station ids and statuses. */
  String name();

  /** The environment variable that holds its key. */
  String keyVariable();

  /** Where the present weather of a city is, and the key that the address carries. */
  HttpAddress address(String url, City city, Secret key) throws SourceException;

  /**
   * Checks that a body is the weather of a city, not an error with status 200.
   *
   * @throws BadAnswerException if it is not
   */
  void check(String body) throws BadAnswerException;

  /**
   * Reads a body that was checked.
   *
   * @throws MessageRejectedException if a field is missing or cannot be what it should be
   */
  Decoded decode(City city, String body) throws MessageRejectedException;
}
