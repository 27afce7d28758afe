package dev.schemaregistry.server.cli;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.server.ErrorStatus;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.tools.ToolAnswer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Shows what an agent's tool answers, word for word: what a person sees here is what a model would. */
final class ToolOutput {
    private final Session session;

    ToolOutput(Session session) {
        this.session = session;
    }

    /** Calls a tool and shows its answer; a refusal is an error with its own exit code. */
    ToolAnswer show(String tool, Map<String, ?> arguments) {
        ToolAnswer answer = session.services().tools().call(tool, arguments);
        if (answer.isError()) {
            if (session.isJson()) {
                session.errorJson(JsonText.tree(Map.of("error", answer.structured())));
            } else {
                answer.text().lines().forEach(line -> session.errorPage().line(line));
            }
            return answer;
        }
        session.answer(() -> JsonText.tree(answer.structured()), page -> page.block(answer.text()));
        return answer;
    }

    /** 0 for a proper answer. */
    static int exitCode(ToolAnswer answer) {
        return answer.errorCode()
                .map(code -> findCode(code)
                        .map(ErrorStatus::of)
                        .orElse(ErrorStatus.INTERNAL)
                        .exitCode())
                .orElse(0);
    }

    private static Optional<ErrorCode> findCode(String name) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.name().equals(name))
                .findFirst();
    }
}
