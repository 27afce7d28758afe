package dev.schemaregistry.contract;

/**
 * A place in a query's text.
 *
 * @param start first character, counted from 0
 * @param end one behind the last; equal to {@code start} when only the beginning is known
 */
public record Place(int start, int end) {}
