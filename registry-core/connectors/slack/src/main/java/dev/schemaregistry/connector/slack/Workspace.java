package dev.schemaregistry.connector.slack;

import dev.schemaregistry.model.Snapshot.Gap;
import java.util.List;
import java.util.Map;

/**
 * What a token sees of a workspace.
 *
 * @param channels sorted by id
 * @param users whether the list of users may be read
 * @param gaps what may not
 * @param members how many people are in a channel, by its id; an observation, not schema
 */
record Workspace(List<Channel> channels, boolean users, List<Gap> gaps, Map<String, Integer> members) {
    /** Public channels: the default namespace. */
    static final String PUBLIC = "";

    /** A namespace of their own, so that a token that may not see them hides nothing else. */
    static final String PRIVATE = "private";

    /** What is no channel, so that a channel may have its name. */
    static final String DIRECTORY = "workspace";

    Workspace {
        channels = List.copyOf(channels);
        gaps = List.copyOf(gaps);
        members = Map.copyOf(members);
    }
}
