package io.redoubt.internal;

/**
 * How much JSON is accepted; a document over any of these is refused.
 *
 * @param maxBytes bytes of the whole document
 * @param maxDepth nesting, where the outermost object counts 1
 * @param maxMembers members of one object, and elements of one array
 */
public record JsonLimits(int maxBytes, int maxDepth, int maxMembers) {}
