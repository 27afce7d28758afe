package dev.schemaregistry.connector.slack;

import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Channels as tables: all have the fields of a message, and each its own name, topic and purpose. Pure. */
final class ChannelTables {
    private static final ForeignKey AUTHOR = ForeignKey.of("", List.of("user"), UserTable.NAME, List.of(UserTable.ID));

    private ChannelTables() {}

    /** One table a channel; of several channels of one name, all but the first carry their id behind it. */
    static List<Table> of(List<Channel> channels) {
        Map<TableName, Table> tables = new TreeMap<>();
        channels.stream()
                .sorted(Comparator.comparing(Channel::archived).thenComparing(Channel::id))
                .forEach(channel -> {
                    TableName plain = name(channel, channel.name());
                    TableName free = tables.containsKey(plain)
                            ? name(channel, channel.name() + " (" + channel.id() + ')')
                            : plain;
                    tables.put(free, table(channel, free));
                });
        return new ArrayList<>(tables.values());
    }

    private static TableName name(Channel channel, String name) {
        return new TableName(channel.isPrivate() ? Workspace.PRIVATE : Workspace.PUBLIC, name);
    }

    private static Table table(Channel channel, TableName name) {
        return Table.builder(name, TableKind.CHANNEL)
                .fields(MessageShape.FIELDS)
                .primaryKey(Key.of("", MessageShape.KEY))
                .foreignKeys(List.of(AUTHOR))
                .comment(comment(channel))
                .stableId(channel.id())
                .properties(properties(channel))
                .build();
    }

    /** What people wrote about the channel, as they wrote it. */
    private static Optional<String> comment(Channel channel) {
        String text = Stream.of(labelled("Purpose: ", channel.purpose()), labelled("Topic: ", channel.topic()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n"));
        return Optional.of(text).filter(found -> !found.isEmpty());
    }

    private static Optional<String> labelled(String label, String text) {
        return Optional.of(text).filter(found -> !found.isEmpty()).map(label::concat);
    }

    private static SortedMap<String, String> properties(Channel channel) {
        SortedMap<String, String> properties = new TreeMap<>();
        properties.put("channel_id", channel.id());
        if (channel.archived()) {
            properties.put("archived", "true");
        }
        if (channel.externallyShared()) {
            properties.put("externally_shared", "true");
        }
        return properties;
    }
}
