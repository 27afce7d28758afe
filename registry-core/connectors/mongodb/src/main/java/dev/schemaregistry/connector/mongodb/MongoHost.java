package dev.schemaregistry.connector.mongodb;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One server of a list.
 *
 * @param name a host name, or an address without brackets
 */
record MongoHost(String name, int port) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,252}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern ENTRY =
            Pattern.compile("(?:\\[(?<address>[^\\]]*)]|(?<name>[^:\\[\\]]*))(?::(?<port>[0-9]{1,5}))?");
    private static final int MOST = 50;

    static boolean areHosts(String text) {
        if (isAddress(text)) {
            return true;
        }
        String[] entries = text.split(",", -1);
        return entries.length <= MOST && Arrays.stream(entries).allMatch(MongoHost::isHost);
    }

    static boolean isPlainName(String text) {
        return NAME.matcher(text).matches() && text.split("[.]", -1).length >= 3;
    }

    /** Reads what {@link #areHosts} accepted; {@code port} is for those without one. */
    static List<MongoHost> of(String text, int port) {
        return isAddress(text)
                ? List.of(new MongoHost(text, port))
                : Arrays.stream(text.split(",", -1))
                        .map(entry -> one(entry, port))
                        .toList();
    }

    String text() {
        return (name.indexOf(':') >= 0 ? '[' + name + ']' : name) + ':' + port;
    }

    private static MongoHost one(String entry, int port) {
        Matcher matcher = matched(entry);
        String name = matcher.group("address") == null ? matcher.group("name") : matcher.group("address");
        return new MongoHost(name, matcher.group("port") == null ? port : Integer.parseInt(matcher.group("port")));
    }

    private static boolean isHost(String entry) {
        Matcher matcher = matched(entry);
        if (!matcher.matches()) {
            return false;
        }
        boolean named = matcher.group("address") == null
                ? NAME.matcher(matcher.group("name")).matches()
                : isAddress(matcher.group("address"));
        int port = matcher.group("port") == null ? 1 : Integer.parseInt(matcher.group("port"));
        return named && port >= 1 && port <= 65_535;
    }

    private static Matcher matched(String entry) {
        Matcher matcher = ENTRY.matcher(entry);
        matcher.matches();
        return matcher;
    }

    private static boolean isAddress(String text) {
        return text.indexOf(':') >= 0
                && text.indexOf(':') != text.lastIndexOf(':')
                && ADDRESS.matcher(text).matches();
    }
}
