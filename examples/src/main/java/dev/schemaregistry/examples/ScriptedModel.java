package dev.schemaregistry.examples;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Collectors;

/** Stands in for a model, so that the example needs no network: says its lines in order and shows what it was told. */
final class ScriptedModel implements ChatModel {
    private final Queue<AiMessage> lines = new ArrayDeque<>();
    private final StringBuilder heard = new StringBuilder();

    private String asked = "";

    /** Next, the model calls a tool; {@code arguments} is JSON. */
    ScriptedModel calls(String tool, String arguments) {
        lines.add(AiMessage.from(ToolExecutionRequest.builder()
                .id("call-" + lines.size())
                .name(tool)
                .arguments(arguments)
                .build()));
        return this;
    }

    /** Last, the model answers. */
    ScriptedModel says(String text) {
        lines.add(AiMessage.from(text));
        return this;
    }

    /** What the tools answered so far. */
    String heard() {
        return heard.toString();
    }

    /** What it was asked last, with all that was put into the question. */
    String asked() {
        return asked;
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        List<ChatMessage> messages = request.messages();
        asked = messages.stream().map(ScriptedModel::text).collect(Collectors.joining("\n"));
        if (messages.get(messages.size() - 1) instanceof ToolExecutionResultMessage result) {
            heard.append(result.toolName())
                    .append(" answered:\n")
                    .append(result.text())
                    .append("\n\n");
        }
        return ChatResponse.builder().aiMessage(lines.remove()).build();
    }

    private static String text(ChatMessage message) {
        if (message instanceof SystemMessage system) {
            return system.text();
        }
        return message instanceof UserMessage user ? user.singleText() : "";
    }
}
