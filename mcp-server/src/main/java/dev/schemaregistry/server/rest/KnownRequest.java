package dev.schemaregistry.server.rest;

import dev.schemaregistry.server.access.Principal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/** A request whose sender was judged. */
final class KnownRequest extends HttpServletRequestWrapper {
    private final Principal caller;

    KnownRequest(HttpServletRequest request, Principal caller) {
        super(request);
        this.caller = caller;
        request.setAttribute(Principal.ATTRIBUTE, caller);
    }

    /** Null for one who needs no name, as the servlet interface has it. */
    @Override
    public @Nullable String getRemoteUser() {
        return caller.equals(Principal.LOCAL) || caller.equals(Principal.NOBODY) ? null : caller.name();
    }
}
