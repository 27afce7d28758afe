package dev.schemaregistry.classify.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.classify.QuestionWord;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    private final Words words = new Words();

    @ParameterizedTest
    @CsvSource({
        "customer_id, customer id identifier",
        "customerIDs, customer id identifier",
        "GDPGrowth, gdp growth",
        "HTTPServerPort, http server port",
        "address1, address",
        "order-items, order item",
        "order.items, order item",
        "dateOfBirth, date birth",
        "dob, birth date dob",
        "qty, qty quantity",
        "Straße, strasse",
        "cities, city",
        "名前, 前 名",
        "of, of",
        "2020, 2020"
    })
    void splitsIdentifiersIntoSingularWords(String identifier, String expected) {
        List<String> found = words.element(identifier).terms().stream()
                .map(Words.IndexedTerm::term)
                .filter(term -> !WordForms.isRoot(term))
                .toList();

        assertThat(new TreeSet<>(found)).isEqualTo(new TreeSet<>(List.of(expected.split(" ", -1))));
    }

    @Test
    void countsTheWordsThatAnIdentifierNeeds() {
        assertThat(words.element("date_of_birth").wordCount()).isEqualTo(2);
        assertThat(words.element("dob").wordCount()).isEqualTo(2);
        assertThat(words.element("x".repeat(5_000)).wordCount()).isLessThanOrEqualTo(Words.MAX_ELEMENT_WORDS);
        assertThat(words.element("a_b_c_d_e_f_g_h_i_j_k_l_m_n_o_p_q_r_s_t_u").wordCount())
                .isLessThanOrEqualTo(Words.MAX_ELEMENT_WORDS);
    }

    @Test
    void marksWhatSaysNothingAboutWhereToLook() {
        assertThat(words.question("How many orders are there in descending order of date?"))
                .filteredOn(word -> !word.stop())
                .extracting(QuestionWord::term)
                .containsExactly("order", "date");
    }

    @Test
    void knowsWhatIsQuotedOrCapitalised() {
        List<QuestionWord> found = words.question("Which songs of \"Blue Note\" did Ella sing?");

        assertThat(found)
                .filteredOn(QuestionWord::quoted)
                .extracting(QuestionWord::text)
                .containsExactly("Blue", "Note");
        assertThat(found)
                .filteredOn(QuestionWord::capitalised)
                .extracting(QuestionWord::text)
                .contains("Ella")
                .doesNotContain("Which");
    }
}
