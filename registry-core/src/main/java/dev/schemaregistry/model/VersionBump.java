package dev.schemaregistry.model;

/** The weight of a change for those who read with the old schema, lightest first. */
public enum VersionBump {
    NONE,
    /** Words only: comments and the like. */
    PATCH,
    /** Something was added; old queries go on working. */
    MINOR,
    /** Old queries may fail or mean something else. */
    MAJOR;

    /** The heavier of the two. */
    public VersionBump max(VersionBump other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
