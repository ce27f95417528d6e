package io.watershed.core.reading;

/**
 * Why a message could not become a reading or an observation. The names are part of the data
 * contract.
 */
public enum DeadLetterReason {
  /** No value at all. */
  EMPTY,
  /** Longer than the limit. */
  TOO_LARGE,
  /** Not valid UTF-8. */
  NOT_UTF8,
  /** Not one JSON object. */
  NOT_JSON,
  /** A field is absent or null. */
  MISSING_FIELD,
  /** A field has a value of the wrong type or one that it cannot have, or stands twice. */
  WRONG_TYPE,
  /** The value is not a number, or infinite. */
  NOT_FINITE,
  /**
   * The id of the device is empty, too long, has blanks at its ends or characters that nobody sees,
   * or is what a program writes that has none.
   */
  BAD_DEVICE_ID,
  /** The catalogue has no such measurement type and series, or no such element. */
  UNKNOWN_MEASUREMENT,
  /** No such unit, or not one of this measurement. */
  UNKNOWN_UNIT,
  /** The timestamp cannot be read. */
  BAD_TIMESTAMP,
  /** The timestamp names no zone, so it is no instant. */
  TIMESTAMP_WITHOUT_ZONE,
  /** The timestamp lies too far after the message's arrival. */
  TIMESTAMP_IN_FUTURE,
  /** The timestamp lies before the earliest one allowed. */
  TIMESTAMP_TOO_OLD
}
