package dev.schemaregistry.thesaurus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.IndexWord;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.Pointer;
import net.sf.extjwnl.data.PointerTarget;
import net.sf.extjwnl.data.PointerType;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;
import net.sf.extjwnl.dictionary.Dictionary;

/**
 * Writes the thesaurus while the project is built: of each single word its synonyms, the next wider and narrower words, words derived
 * from it and similar adjectives. A sense counts by its rank, which WordNet orders by frequency.
 */
final class ThesaurusBuild {
    private static final double[] OF_SENSE = {1, 0.75, 0.55, 0.45, 0.4};
    private static final int SENSES_FOR_WIDER = 3;
    private static final double SYNONYM = 0.9;
    private static final double DERIVED = 0.8;
    private static final double WIDER = 0.55;
    private static final double NARROWER = 0.45;
    private static final double SIMILAR = 0.4;
    /** What is further away is left out. */
    private static final double LEAST = 0.4;

    private static final String DATA = "/net/sf/extjwnl/data/wordnet/wn31/data.noun";

    private final Map<String, Map<String, Double>> nearness = new TreeMap<>();

    private ThesaurusBuild() {}

    /** Writes into the folder of the classes, which is the only argument; does nothing when the thesaurus is there already. */
    public static void main(String[] arguments) throws IOException, JWNLException {
        Path classes = Path.of(arguments[0]);
        Path target = classes.resolve("dev/schemaregistry/thesaurus").resolve(ThesaurusLine.RESOURCE);
        if (Files.exists(target)) {
            return;
        }
        ThesaurusBuild build = new ThesaurusBuild();
        Dictionary dictionary = Dictionary.getDefaultResourceInstance();
        for (POS kind : POS.getAllPOS()) {
            Iterator<IndexWord> words = dictionary.getIndexWordIterator(kind);
            while (words.hasNext()) {
                build.add(words.next());
            }
        }
        build.write(target);
        writeLicence(classes.resolve("META-INF/wordnet/LICENSE"));
    }

    private void add(IndexWord word) throws JWNLException {
        String lemma = word.getLemma().toLowerCase(Locale.ROOT);
        if (!isPlain(lemma)) {
            return;
        }
        List<Synset> senses = word.getSenses();
        for (int sense = 0; sense < Math.min(OF_SENSE.length, senses.size()); sense++) {
            add(lemma, senses.get(sense), sense);
        }
    }

    private void add(String lemma, Synset sense, int rank) throws JWNLException {
        double factor = OF_SENSE[rank];
        addAll(lemma, sense, SYNONYM * factor);
        if (rank < SENSES_FOR_WIDER) {
            addTargets(lemma, sense, PointerType.HYPERNYM, WIDER * factor);
            addTargets(lemma, sense, PointerType.HYPONYM, NARROWER * factor);
        }
        addTargets(lemma, sense, PointerType.SIMILAR_TO, SIMILAR * factor);
        for (Word word : sense.getWords()) {
            if (word.getLemma().equalsIgnoreCase(lemma)) {
                addTargets(lemma, word.getPointers(PointerType.DERIVATION), DERIVED * factor);
                addTargets(lemma, word.getPointers(PointerType.PERTAINYM), DERIVED * factor);
            }
        }
    }

    private void addTargets(String lemma, Synset sense, PointerType type, double near) throws JWNLException {
        addTargets(lemma, sense.getPointers(type), near);
    }

    private void addTargets(String lemma, List<Pointer> pointers, double near) throws JWNLException {
        for (Pointer pointer : pointers) {
            PointerTarget target = pointer.getTarget();
            if (target instanceof Word word) {
                put(lemma, word.getLemma(), near);
            } else if (target instanceof Synset synset) {
                addAll(lemma, synset, near);
            }
        }
    }

    private void addAll(String lemma, Synset synset, double near) {
        synset.getWords().forEach(word -> put(lemma, word.getLemma(), near));
    }

    private void put(String lemma, String other, double near) {
        String word = other.toLowerCase(Locale.ROOT);
        if (near >= LEAST && isPlain(word) && !word.equals(lemma)) {
            nearness.computeIfAbsent(lemma, k -> new HashMap<>()).merge(word, near, Math::max);
        }
    }

    private static boolean isPlain(String word) {
        return word.length() > 1 && word.chars().allMatch(letter -> letter >= 'a' && letter <= 'z');
    }

    private void write(Path target) throws IOException {
        try (OutputStream file = Files.newOutputStream(target);
                Writer out = new java.io.OutputStreamWriter(new GZIPOutputStream(file), StandardCharsets.UTF_8)) {
            for (Map.Entry<String, Map<String, Double>> word : nearness.entrySet()) {
                Map<String, Integer> tenths = new HashMap<>();
                word.getValue().forEach((other, near) -> tenths.put(other, (int) Math.round(near * 10)));
                out.write(ThesaurusLine.of(word.getKey(), tenths));
            }
        }
    }

    /** The licence stands at the head of each file of WordNet, in lines that start with a blank and a number. */
    private static void writeLicence(Path target) throws IOException {
        try (InputStream in = ThesaurusBuild.class.getResourceAsStream(DATA)) {
            if (in == null) {
                throw new IOException("WordNet's data is not where it was: " + DATA);
            }
            String head = new String(in.readNBytes(8_192), StandardCharsets.UTF_8);
            StringBuilder licence = new StringBuilder();
            head.lines()
                    .takeWhile(line -> line.startsWith("  "))
                    .forEach(line -> licence.append(line.strip().replaceFirst("^\\d+ ?", ""))
                            .append('\n'));
            Files.createDirectories(target.getParent());
            Files.writeString(target, licence);
        }
    }
}
