package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.json.CheckedRequest;
import dev.schemaregistry.contract.json.JsonFindings;
import dev.schemaregistry.contract.json.ShapeWalk;
import dev.schemaregistry.contract.json.ShapeWalk.Handler;
import dev.schemaregistry.contract.json.Shapes;
import dev.schemaregistry.contract.json.TableLines;
import java.util.Map;

/** What all parts of one check share. */
record Ground(CheckedRequest checked, VectorCollection collection) {
    private static final Shapes SHAPES = Shapes.of(TableLines.read(Ground.class, "shapes.txt"));

    JsonFindings findings() {
        return checked.findings();
    }

    /** Holds objects of a request against their shapes. */
    ShapeWalk walk(Map<String, Handler> kinds) {
        return new ShapeWalk(SHAPES, findings(), kinds);
    }

    CollectionNames names() {
        return new CollectionNames(checked);
    }

    /** The request uses a key of the payload, or a vector. */
    void uses(String field) {
        checked.used(collection.table().name(), field);
    }
}
