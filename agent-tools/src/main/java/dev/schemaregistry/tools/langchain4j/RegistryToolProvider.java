package dev.schemaregistry.tools.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderRequest;
import dev.langchain4j.service.tool.ToolProviderResult;
import dev.schemaregistry.tools.AgentTool;
import dev.schemaregistry.tools.RegistryTools;
import dev.schemaregistry.tools.ToolAnswer;

/**
 * Gives the registry's tools to an AI service: {@code AiServices.builder(…).toolProvider(new RegistryToolProvider(tools))}. The
 * model reads the same sentences as over MCP. Arguments are checked; a refusal is a result the model can act on. Thread-safe.
 */
public final class RegistryToolProvider implements ToolProvider {
    private final RegistryTools tools;
    private final ToolProviderResult provided;

    public RegistryToolProvider(RegistryTools tools) {
        this.tools = requireNonNull(tools, "tools");
        ToolProviderResult.Builder result = ToolProviderResult.builder();
        for (AgentTool tool : tools.tools()) {
            result.add(specification(tool), new Executor(tool.name()));
        }
        this.provided = result.build();
    }

    @Override
    public ToolProviderResult provideTools(ToolProviderRequest request) {
        return provided;
    }

    private static ToolSpecification specification(AgentTool tool) {
        return ToolSpecification.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(JsonSchemas.object(tool.inputSchema()))
                .build();
    }

    private final class Executor implements ToolExecutor {
        private final String name;

        Executor(String name) {
            this.name = name;
        }

        @Override
        public String execute(ToolExecutionRequest request, Object memoryId) {
            return answer(request).text();
        }

        @Override
        public ToolExecutionResult executeWithContext(ToolExecutionRequest request, InvocationContext context) {
            ToolAnswer answer = answer(request);
            return ToolExecutionResult.builder()
                    .isError(answer.isError())
                    .result(answer.structured())
                    .resultText(answer.text())
                    .build();
        }

        private ToolAnswer answer(ToolExecutionRequest request) {
            return tools.callJson(name, request.arguments());
        }
    }
}
