/**
 * What the API answers, one record for each shape that its description names: {@code DayAnswer} is
 * its {@code Day}. A test holds the two to each other. Components are named as the answers' fields;
 * one without a value is null there. A record of one document says which field each component is.
 * Nothing here asks or computes anything.
 */
package io.watershed.serving.answer;
