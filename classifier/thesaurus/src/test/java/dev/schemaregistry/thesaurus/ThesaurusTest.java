package dev.schemaregistry.thesaurus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ThesaurusTest {
    private final Thesaurus thesaurus = Thesaurus.load();

    @Test
    void aSynonymIsNearestAndAWiderWordIsFurtherAway() {
        assertThat(thesaurus.related("vocalist")).extracting(Related::word).contains("singer", "musician");
        assertThat(nearness("vocalist", "singer")).isGreaterThan(nearness("vocalist", "musician"));
    }

    @Test
    void anInflectedWordFindsWhatItsBaseFormIsNearTo() {
        assertThat(thesaurus.related("automobiles")).extracting(Related::word).contains("car", "automobile");
        assertThat(thesaurus.related("enrolled")).extracting(Related::word).contains("enroll");
    }

    @Test
    void wordsDerivedFromOneAnotherMeet() {
        assertThat(thesaurus.related("register")).extracting(Related::word).contains("registration");
    }

    @Test
    void theFirstAndTheLastWordAreFound() {
        assertThat(thesaurus.related("aardvark")).isNotEmpty();
        assertThat(thesaurus.related("zymosis")).isNotEmpty();
    }

    @Test
    void anUnknownWordIsNearToNothing() {
        assertThat(thesaurus.related("xqzzt")).isEmpty();
        assertThat(thesaurus.related("")).isEmpty();
        assertThat(thesaurus.related("été")).isEmpty();
    }

    @Test
    void theLicenceOfTheDataLiesBesideIt() throws IOException {
        try (InputStream in = Thesaurus.class.getResourceAsStream("/META-INF/wordnet/LICENSE")) {
            assertThat(in).isNotNull();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("Princeton University");
        }
    }

    private double nearness(String word, String other) {
        return thesaurus.related(word).stream()
                .filter(related -> related.word().equals(other))
                .mapToDouble(Related::nearness)
                .findFirst()
                .orElse(0);
    }
}
