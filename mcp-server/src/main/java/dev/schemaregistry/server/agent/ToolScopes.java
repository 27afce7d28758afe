package dev.schemaregistry.server.agent;

import dev.schemaregistry.server.access.Principal;
import dev.schemaregistry.server.access.Scope;
import dev.schemaregistry.tools.ToolAnswer;
import dev.schemaregistry.tools.ToolTexts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which scope each tool needs; a tool that is not in the table needs the widest. */
public final class ToolScopes {
    private static final String CODE = "FORBIDDEN";
    private static final Map<String, Scope> TABLE = Map.of(
            ToolTexts.LIST_SOURCES, Scope.READ,
            ToolTexts.SEARCH_SCHEMA, Scope.READ,
            ToolTexts.DESCRIBE_TABLE, Scope.READ,
            ToolTexts.CLASSIFY_QUESTION, Scope.READ,
            ToolTexts.SCHEMA_SUMMARY, Scope.READ,
            ToolTexts.SCHEMA_CHANGES, Scope.READ,
            ToolTexts.VALIDATE_QUERY, Scope.VALIDATE,
            ToolTexts.DRY_RUN_QUERY, Scope.VALIDATE);

    private ToolScopes() {}

    /** The scope that the tool of this name needs. */
    public static Scope of(String tool) {
        return TABLE.getOrDefault(tool, Scope.ADMIN);
    }

    /** What a caller is told who may not use the tool; empty for one who may. */
    public static Optional<ToolAnswer> findRefusal(String tool, Principal principal) {
        Scope needed = of(tool);
        return principal.may(needed) ? Optional.empty() : Optional.of(refusal(tool, needed));
    }

    private static ToolAnswer refusal(String tool, Scope needed) {
        String message = "the tool " + tool + " needs the scope \"" + needed.word() + "\", which this caller lacks";
        String next = "ask whoever runs the registry for a key with that scope, or go on without the tool";
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("code", CODE);
        data.put("message", message);
        data.put("next_step", next);
        return new ToolAnswer(data, CODE + ": " + message + "\nnext: " + next, Optional.of(CODE));
    }
}
