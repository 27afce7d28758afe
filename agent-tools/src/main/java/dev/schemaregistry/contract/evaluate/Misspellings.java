package dev.schemaregistry.contract.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Copies of a pipeline with one mention of a stored field misspelt by one letter. */
final class Misspellings {
    private static final int SHORTEST = 3;

    /** Names whose texts are field paths without a dollar. */
    private static final Set<String> PATHS = Set.of(
            "localField",
            "foreignField",
            "connectFromField",
            "connectToField",
            "$unset",
            "partitionByFields",
            "path",
            "field");

    private Misspellings() {}

    /** All of them, one mention after the other. */
    static List<Object> of(Object pipeline, Set<String> names) {
        return variants(pipeline, names, Place.NONE);
    }

    /** What names mean where they stand. */
    private enum Place {
        NONE,
        CONDITION,
        PATH
    }

    /** All copies of a pipeline with one mention of a stored field misspelt by one letter. */
    private static List<Object> variants(Object value, Set<String> names, Place place) {
        List<Object> variants = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                String name = String.valueOf(key);
                if (name.equals("$literal")) {
                    return;
                }
                if ((place == Place.CONDITION && !name.startsWith("$")) || isKept(name, inner, place)) {
                    for (String wrong : misspelt(name, names)) {
                        variants.add(renamed(map, name, wrong));
                    }
                }
                for (Object variant : variants(inner, names, within(name, place))) {
                    variants.add(with(map, name, variant));
                }
            });
        } else if (value instanceof List<?> list) {
            for (int at = 0; at < list.size(); at++) {
                for (Object variant : variants(list.get(at), names, place)) {
                    List<Object> copy = new ArrayList<>(list);
                    copy.set(at, variant);
                    variants.add(copy);
                }
            }
        } else if (value instanceof String text && (text.startsWith("$") || place == Place.PATH)) {
            variants.addAll(misspelt(text, names));
        }
        return variants;
    }

    private static boolean isKept(String name, Object inner, Place place) {
        return place == Place.PATH && !name.startsWith("$") && (inner instanceof Number || inner instanceof Boolean);
    }

    private static Place within(String name, Place place) {
        if (name.equals("$match")
                || name.equals("$sort")
                || name.equals("sortBy")
                || name.equals("restrictSearchWithMatch")) {
            return Place.CONDITION;
        }
        if (place == Place.CONDITION
                && Set.of("$and", "$or", "$nor", "$elemMatch").contains(name)) {
            return Place.CONDITION;
        }
        return name.equals("$project") || PATHS.contains(name) ? Place.PATH : Place.NONE;
    }

    private static List<String> misspelt(String text, Set<String> names) {
        List<String> parts = Arrays.asList(text.split("(?<=[.$])|(?=[.$])"));
        List<String> wrong = new ArrayList<>();
        for (int at = 0; at < parts.size(); at++) {
            String part = parts.get(at);
            boolean variable =
                    at > 1 && parts.get(at - 1).equals("$") && parts.get(at - 2).equals("$");
            if (part.length() < SHORTEST || !names.contains(part) || variable) {
                continue;
            }
            int middle = part.length() / 2;
            String changed = part.substring(0, middle - 1)
                    + part.charAt(middle)
                    + part.charAt(middle - 1)
                    + part.substring(middle + 1);
            String shorter = part.substring(0, middle) + part.substring(middle + 1);
            for (String candidate : List.of(changed, shorter, part + part.charAt(0))) {
                if (!names.contains(candidate)) {
                    List<String> copy = new ArrayList<>(parts);
                    copy.set(at, candidate);
                    wrong.add(String.join("", copy));
                    break;
                }
            }
        }
        return wrong;
    }

    private static Map<String, Object> renamed(Map<?, ?> map, String name, String wrong) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, inner) -> copy.put(key.equals(name) ? wrong : String.valueOf(key), inner));
        return copy;
    }

    private static Map<String, Object> with(Map<?, ?> map, String name, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, inner) -> copy.put(String.valueOf(key), key.equals(name) ? value : inner));
        return copy;
    }
}
