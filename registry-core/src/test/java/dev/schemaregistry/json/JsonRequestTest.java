package dev.schemaregistry.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.error.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRequestTest {
    @Test
    void oneObjectIsARequest() {
        assertThat(JsonRequest.read(" {\"method\": \"auth.test\"}\n")
                        .path("method")
                        .asText())
                .isEqualTo("auth.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ";",
                "[]",
                "1",
                "null",
                "{",
                "{} {}",
                "{};",
                "{\"a\": 1, \"a\": 2}",
                "{a: 1}",
                "{\"a\": \"\u0001\"}"
            })
    void anythingElseIsRefusedOnOneLine(String text) {
        assertThatThrownBy(() -> JsonRequest.read(text))
                .isInstanceOf(InvalidRequestException.class)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void lengthAndDepthAreBounded() {
        assertThatThrownBy(() -> JsonRequest.read("{\"a\": \"" + "x".repeat(300_000) + "\"}"))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> JsonRequest.read("{\"a\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}"))
                .isInstanceOf(InvalidRequestException.class);
    }
}
