package dev.schemaregistry.server.rest;

import dev.schemaregistry.server.access.CallGate;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** What happens once when a request is over, also one that goes on after its first thread left it. */
final class Ending implements AsyncListener {
    private final CallGate.Admission admission;
    private final CallRecord record;
    private final AtomicBoolean over = new AtomicBoolean();

    private Ending(CallGate.Admission admission, CallRecord record) {
        this.admission = admission;
        this.record = record;
    }

    static Ending of(CallGate.Admission admission, CallRecord record) {
        return new Ending(admission, record);
    }

    /** A stream that a client only listens to gives its place back at once. */
    void around(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws IOException, ServletException {
        boolean goesOn = false;
        try {
            next.doFilter(request, response);
            goesOn = !request.getMethod().equals("GET") && isFollowed(request, response);
        } finally {
            if (!goesOn) {
                end(response.getStatus());
            }
        }
    }

    private boolean isFollowed(HttpServletRequest request, HttpServletResponse response) {
        try {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(this, request, response);
                return true;
            }
            return false;
        } catch (IllegalStateException alreadyOver) {
            return false;
        }
    }

    private void end(int status) {
        if (over.compareAndSet(false, true)) {
            admission.end();
            record.end(status);
        }
    }

    private void end(AsyncEvent event) {
        end(event.getSuppliedResponse() instanceof HttpServletResponse response ? response.getStatus() : 0);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end(event);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end(event);
    }

    @Override
    public void onError(AsyncEvent event) {
        end(event);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // The request goes on; the listener is not carried over by itself.
        event.getAsyncContext().addListener(this);
    }
}
