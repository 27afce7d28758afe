package dev.schemaregistry.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;

/**
 * A rule of the house under a short name.
 *
 * @param name the rule in a few words; the reason is part of the rule itself
 */
record HouseRule(String name, ArchRule rule) {
    EvaluationResult evaluate(JavaClasses classes) {
        return rule.evaluate(classes);
    }

    @Override
    public String toString() {
        return name;
    }
}
