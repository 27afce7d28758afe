package dev.schemaregistry.registry;

import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import java.util.Collection;
import java.util.Optional;

/** What people said, without what names a hidden field of the sources that it is about. */
final class ShownWords {
    private final PolicyBook policies;

    ShownWords(PolicyBook policies) {
        this.policies = policies;
    }

    /** Empty where its own name names such a field. */
    Optional<OntologyEntity> shown(OntologyEntity entity) {
        Collection<SourceId> sources =
                entity.tables().stream().map(TableRef::source).distinct().toList();
        return names(sources, entity.name())
                ? Optional.empty()
                : Optional.of(new OntologyEntity(
                        entity.name(),
                        entity.description().filter(text -> !names(sources, text)),
                        entity.synonyms().stream()
                                .filter(text -> !names(sources, text))
                                .toList(),
                        entity.tables()));
    }

    boolean isShown(Feedback feedback) {
        return !names(feedback.sources(), feedback.question());
    }

    private boolean names(Collection<SourceId> sources, String text) {
        return sources.stream().anyMatch(source -> policies.of(source).mentionsHidden(text));
    }
}
