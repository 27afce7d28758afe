package dev.schemaregistry.tools.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** A model that says what it is told to, one answer a turn, and remembers what it read. */
final class ScriptedModel implements ChatModel {
    private final Deque<Function<String, AiMessage>> script = new ArrayDeque<>();
    private final List<ChatRequest> requests = new ArrayList<>();

    /** Next turn: call a tool; the arguments are made from the last tool result. */
    ScriptedModel calls(String tool, Function<String, String> arguments) {
        script.add(read -> AiMessage.from(ToolExecutionRequest.builder()
                .id("call-" + requests.size())
                .name(tool)
                .arguments(arguments.apply(read))
                .build()));
        return this;
    }

    /** Next turn: the final words. */
    ScriptedModel says(String text) {
        script.add(read -> AiMessage.from(text));
        return this;
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        requests.add(request);
        return ChatResponse.builder()
                .aiMessage(script.remove().apply(lastResult(request.messages())))
                .build();
    }

    List<ChatRequest> requests() {
        return requests;
    }

    /** What the tools answered, in order. */
    List<String> toolResults() {
        List<ChatMessage> messages = requests.get(requests.size() - 1).messages();
        return messages.stream()
                .filter(ToolExecutionResultMessage.class::isInstance)
                .map(message -> ((ToolExecutionResultMessage) message).text())
                .toList();
    }

    private static String lastResult(List<ChatMessage> messages) {
        ChatMessage last = messages.get(messages.size() - 1);
        return last instanceof ToolExecutionResultMessage result ? result.text() : "";
    }
}
