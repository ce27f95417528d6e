/**
 * The first thing that runs in every JVM the launcher starts: it ends the process when the launcher
 * has gone. A class path of any server can hold it, because it needs nothing but the JDK. What a
 * server or a layer does must not be known here.
 */
package io.watershed.cluster.guard;
