package dev.schemaregistry.classify.index;

import dev.schemaregistry.classify.Memory;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.Feedback.Verdict;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;

/**
 * What the memory is built from, of one feedback.
 *
 * @param said milliseconds since 1970
 * @param roots of its telling words, distinct
 * @param wording as {@link Memory#wording} has it
 */
record FeedbackHead(
        String id,
        boolean confirmed,
        long said,
        List<SourceId> sources,
        List<TableRef> tables,
        List<String> roots,
        int wording) {

    static BytesRef of(Feedback feedback, Collection<String> roots, int wording) throws IOException {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        out.writeString(feedback.id());
        out.writeByte((byte) (feedback.verdict() == Verdict.CONFIRMED ? 1 : 0));
        out.writeLong(feedback.at().toEpochMilli());
        out.writeVInt(feedback.sources().size());
        for (SourceId source : feedback.sources()) {
            out.writeString(source.value());
        }
        out.writeVInt(feedback.tables().size());
        for (TableRef table : feedback.tables()) {
            out.writeString(table.source().value());
            out.writeString(table.table().namespace());
            out.writeString(table.table().name());
        }
        out.writeVInt(roots.size());
        for (String root : roots) {
            out.writeString(root);
        }
        out.writeInt(wording);
        return new BytesRef(out.toArrayCopy());
    }

    static FeedbackHead read(BytesRef bytes) throws IOException {
        ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
        String id = in.readString();
        boolean confirmed = in.readByte() == 1;
        long said = in.readLong();
        List<SourceId> sources = new ArrayList<>();
        for (int left = in.readVInt(); left > 0; left--) {
            sources.add(new SourceId(in.readString()));
        }
        List<TableRef> tables = new ArrayList<>();
        for (int left = in.readVInt(); left > 0; left--) {
            SourceId source = new SourceId(in.readString());
            String namespace = in.readString();
            tables.add(new TableRef(source, new TableName(namespace, in.readString())));
        }
        List<String> roots = new ArrayList<>();
        for (int left = in.readVInt(); left > 0; left--) {
            roots.add(in.readString());
        }
        return new FeedbackHead(id, confirmed, said, sources, tables, roots, in.readInt());
    }
}
