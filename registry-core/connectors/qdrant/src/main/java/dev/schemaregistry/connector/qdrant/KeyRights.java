package dev.schemaregistry.connector.qdrant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What an API key says of its own rights. Only a JSON Web Token does, in its claim {@code access} (see Qdrant's "Security" guide);
 * of a plain key Qdrant tells nobody whether it may write. The signature is the server's to check: nothing is granted here.
 */
final class KeyRights {
    private static final Pattern TOKEN = Pattern.compile("[\\w-]+\\.(?<claims>[\\w-]+)\\.[\\w-]+");

    private KeyRights() {}

    /** A sentence for the operator when the key may do more than read. */
    static Optional<String> warning(String key) {
        Matcher token = TOKEN.matcher(key);
        if (!token.matches()) {
            return Optional.empty();
        }
        return mayWrite(token.group("claims"))
                ? Optional.of("the API key may write, and reading a schema needs read access only;"
                        + " register a token with \"access\": \"r\"")
                : Optional.empty();
    }

    private static boolean mayWrite(String claims) {
        try {
            JsonNode access = new ObjectMapper()
                    .readTree(Base64.getUrlDecoder().decode(claims))
                    .path("access");
            return access.asText().equals("m")
                    || StreamSupport.stream(access.spliterator(), false)
                            .anyMatch(one -> one.path("access").asText().endsWith("rw"));
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
