package dev.schemaregistry.testkit;

class FakeConnectorContractTest implements SourceConnectorContract {
    @Override
    public SourceUnderTest newSource() {
        return new FakeSource();
    }
}
