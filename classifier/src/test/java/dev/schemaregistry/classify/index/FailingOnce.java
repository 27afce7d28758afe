package dev.schemaregistry.classify.index;

import dev.schemaregistry.classify.CatalogReader;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.StoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/** A catalog that is away the first time its sources are listed. */
record FailingOnce(CatalogReader catalog) {
    CatalogReader reader() {
        AtomicBoolean failed = new AtomicBoolean();
        return (CatalogReader) Proxy.newProxyInstance(
                FailingOnce.class.getClassLoader(),
                new Class<?>[] {CatalogReader.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("listSources") && failed.compareAndSet(false, true)) {
                        throw new StoreException(
                                ErrorCode.INDEX_FAILED, "the registry is away", new java.io.IOException());
                    }
                    try {
                        return method.invoke(catalog, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
