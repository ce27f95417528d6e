/**
 * The servers a test or the launcher needs, as one closeable thing on this machine. Each server and
 * each layer is a process of its own with a class path of its own. No code of a layer and no client
 * logic of one belongs here.
 */
package io.watershed.cluster;
