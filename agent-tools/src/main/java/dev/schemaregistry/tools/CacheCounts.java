package dev.schemaregistry.tools;

/**
 * How a cache served so far.
 *
 * @param size entries it holds now, about
 */
public record CacheCounts(long size, long hits, long misses) {}
