package dev.schemaregistry.model;

/** Whether a type holds a withheld field. */
enum Withheld implements DataType.Visitor<Boolean> {
    INSIDE;

    @Override
    public Boolean scalar(DataType.Scalar type) {
        return false;
    }

    @Override
    public Boolean enumeration(DataType.Enumeration type) {
        return false;
    }

    @Override
    public Boolean array(DataType.Array type) {
        return type.element().accept(this);
    }

    @Override
    public Boolean struct(DataType.Struct type) {
        return type.fields().stream().anyMatch(Field::isWithheld);
    }

    @Override
    public Boolean mapping(DataType.Mapping type) {
        return type.value().accept(this);
    }

    @Override
    public Boolean union(DataType.Union type) {
        return type.members().stream().anyMatch(member -> member.accept(this));
    }

    @Override
    public Boolean json(DataType.Json type) {
        return false;
    }

    @Override
    public Boolean vector(DataType.Vector type) {
        return false;
    }

    @Override
    public Boolean nativeType(DataType.Native type) {
        return false;
    }
}
