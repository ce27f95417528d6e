/**
 * What watches over the streams: the status file, and the stations that have fallen silent, which
 * no state of a single station can notice.
 */
package io.watershed.speed.watch;
