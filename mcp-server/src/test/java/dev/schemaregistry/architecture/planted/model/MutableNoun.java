package dev.schemaregistry.architecture.planted.model;

import dev.schemaregistry.architecture.planted.server.Front;
import java.nio.file.Path;
import org.slf4j.Logger;

/** Changes, reads files, logs, and knows the front of the house. */
public class MutableNoun {
    int count;

    String seen(Front front, Path file, Logger log) {
        log.info("{}", front);
        count++;
        return file.toString();
    }
}
