package dev.schemaregistry.profile;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a value looks like when it should not be known, whatever its field is called. */
enum ValueShape {
    /** Whatever its address holds: credentials, signatures, names. */
    URL("(?i).*[a-z]://.*|www\\.\\S+"),
    EMAIL(".*\\S@\\S.*"),
    UUID("(?i)\\{?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}}?"),
    ADDRESS_OF_A_MACHINE(
            "[0-9]{1,3}(?:\\.[0-9]{1,3}){3}(?:[:/][0-9]+)?|(?i)(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}|(?i)(?=.*:.*:)[0-9a-f:.]+"),
    COORDINATES("[-+]?[0-9]{1,3}\\.[0-9]+\\s*[,; ]\\s*[-+]?[0-9]{1,3}\\.[0-9]+"),
    /** Two letters and two digits, then what a bank makes of it. */
    IBAN("[A-Z]{2}[0-9]{2}(?:\\s?[A-Z0-9]){11,30}"),
    /** Card, telephone, account and social security numbers, dates: no vocabulary has so many digits. */
    MANY_DIGITS("(?:[^0-9]*[0-9]){7,}[^0-9]*"),
    TELEPHONE("\\+?[0-9(][0-9()\\s./-]{4,}[0-9]"),
    /** Letters, digits and signs mixed as no word mixes them; or long, without a space. */
    TOKEN("(?=\\S{8,}$)(?=\\S*[0-9])(?=\\S*\\p{Ll})(?=\\S*(?:\\p{Lu}|[!@#$%^&*?+=~<>]))\\S+"
            + "|(?=\\S{16,}$)(?=\\S*[0-9])(?=\\S*\\p{L})\\S+"
            + "|(?=\\S{20,}$)(?=\\S*\\p{Ll}\\p{Lu}\\S*\\p{Ll}\\p{Lu})[\\p{L}0-9+/=_.]+"
            + "|(?i)(?:eyJ|gh[pousr]_|xox[abp]-|sk_|pk_|AKIA|-----BEGIN)\\S*.*"
            + "|(?i)[0-9a-f]{16,}"),
    STREET(
            "(?iu)(?=.*[0-9]).*\\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|square|court|way|str|weg|allee|platz"
                    + "|gasse|rue|chemin|impasse|calle|avenida|plaza|carrera)\\b.*|(?iu)\\S*(?:strasse|stra\u00dfe)\\b.*"),
    FREE_TEXT("(?:\\S+\\s+){7,}\\S+|(?s).*[\\r\\n].*");

    private static final String PARTICLE = "(?:van|von|de|da|di|del|della|der|den|dos|la|le|el|al|bin|ibn|zu|y)";
    private static final String NAME_PART = "(?:\\p{Lu}\\.|\\p{Lu}[\\p{L}'\u2019-]+)";
    private static final Pattern PERSON = Pattern.compile("(?:(?:Mrs?|Ms|Dr|Prof|Herr|Frau|Mme|Mlle|Sra?|Sir)\\.?\\s+)?"
            + NAME_PART + "(?:,?\\s+(?:" + PARTICLE + "\\s+)*" + NAME_PART + "){1,3}");

    private final Pattern pattern;

    ValueShape(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    /** The first that the value, or a word in it, looks like. */
    static Optional<ValueShape> of(String value) {
        String text = value.strip();
        return Stream.concat(Stream.of(text), Arrays.stream(text.split("\\s+")))
                .flatMap(part -> Arrays.stream(values())
                        .filter(shape -> shape.pattern.matcher(part).matches()))
                .findFirst();
    }

    /** Capitalised words, as people are called; so are some places and products. */
    static boolean looksLikeAPerson(String value) {
        return PERSON.matcher(value.strip()).matches();
    }
}
