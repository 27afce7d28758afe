package dev.schemaregistry.examples;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.tools.RegistryTools;
import dev.schemaregistry.tools.langchain4j.RegistryToolProvider;
import java.io.PrintStream;

/** A LangChain4j agent with the registry's tools. Its model is scripted here; put your own in its place. */
public final class LangChain4jExample {
    private LangChain4jExample() {}

    public static void main(String[] arguments) {
        SampleRegistry.run(LangChain4jExample::run);
    }

    static void run(Services services, PrintStream out) {
        ScriptedModel model = new ScriptedModel()
                .calls("classify_question", "{\"question\": \"How many patients has each physician?\"}")
                .calls(
                        "schema_summary",
                        "{\"tables\": [\"clinic.physicians\", \"clinic.appointments\"], \"max_tokens\": 400}")
                .calls(
                        "validate_query",
                        "{\"source\": \"clinic\", \"query\": \"SELECT physicianid FROM appointments\"}")
                .says("SELECT physician_id, count(DISTINCT patient_id) FROM appointments GROUP BY physician_id");
        Analyst analyst = analyst(model, services.tools());
        String answer = analyst.answer("How many patients has each physician?");
        out.println(model.heard() + answer);
    }

    // tag::agent[]
    /** What your program calls. */
    interface Analyst {
        String answer(String question);
    }

    static Analyst analyst(ChatModel model, RegistryTools registry) {
        return AiServices.builder(Analyst.class)
                .chatModel(model)
                .systemMessageProvider(memory -> registry.instructions())
                .toolProvider(new RegistryToolProvider(registry))
                .build();
    }
    // end::agent[]
}
