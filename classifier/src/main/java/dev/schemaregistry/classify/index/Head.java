package dev.schemaregistry.classify.index;

import dev.schemaregistry.classify.Directory.Reference;
import dev.schemaregistry.classify.Directory.TableEntry;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.util.BytesRef;

/** The part of a document that the directory is built from: a source's id, or a table with its foreign keys. */
record Head(SourceId source, Optional<TableEntry> table) {
    static BytesRef ofSource(SourceId source) throws IOException {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        out.writeString(source.value());
        out.writeByte((byte) 0);
        return new BytesRef(out.toArrayCopy());
    }

    static BytesRef ofTable(TableVersion version, int fieldCount, boolean naming) throws IOException {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        out.writeString(version.ref().source().value());
        out.writeByte((byte) 1);
        writeName(out, version.ref().table());
        out.writeString(version.table().kind().name());
        out.writeVInt(fieldCount);
        out.writeByte((byte) (naming ? 1 : 0));
        out.writeVInt(version.table().foreignKeys().size());
        for (ForeignKey key : version.table().foreignKeys()) {
            writeName(out, key.referencedTable());
            writeAll(out, key.fields());
            writeAll(out, key.referencedFields());
        }
        return new BytesRef(out.toArrayCopy());
    }

    private static void writeName(ByteBuffersDataOutput out, TableName name) throws IOException {
        out.writeString(name.namespace());
        out.writeString(name.name());
    }

    private static void writeAll(ByteBuffersDataOutput out, List<String> names) throws IOException {
        out.writeVInt(names.size());
        for (String name : names) {
            out.writeString(name);
        }
    }

    static Head read(BytesRef bytes) throws IOException {
        ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
        SourceId source = new SourceId(in.readString());
        return new Head(source, in.readByte() == 0 ? Optional.empty() : Optional.of(readTable(source, in)));
    }

    private static TableEntry readTable(SourceId source, DataInput in) throws IOException {
        TableRef ref = new TableRef(source, readName(in));
        TableKind kind = TableKind.valueOf(in.readString());
        int fieldCount = in.readVInt();
        boolean naming = in.readByte() == 1;
        int keys = in.readVInt();
        List<Reference> references = new ArrayList<>(keys);
        for (int i = 0; i < keys; i++) {
            TableRef target = new TableRef(source, readName(in));
            List<String> fields = readAll(in);
            references.add(new Reference(fields, target, readAll(in)));
        }
        return new TableEntry(ref, kind, fieldCount, naming, references);
    }

    private static TableName readName(DataInput in) throws IOException {
        String namespace = in.readString();
        return new TableName(namespace, in.readString());
    }

    private static List<String> readAll(DataInput in) throws IOException {
        int count = in.readVInt();
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(in.readString());
        }
        return names;
    }
}
