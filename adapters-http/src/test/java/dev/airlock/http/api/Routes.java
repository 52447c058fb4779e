package dev.airlock.http.api;

import java.util.Set;
import java.util.TreeSet;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;

/** The routes of a running application, as Jersey itself knows them: {@code GET /servers/{slug}}. */
final class Routes implements ApplicationEventListener {
    private static final String PREFIX = "/api/v1";

    private final Set<String> all = new TreeSet<>();

    /** Every route of the management API, without the prefix. */
    Set<String> all() {
        return Set.copyOf(all);
    }

    @Override
    public void onEvent(ApplicationEvent event) {
        if (event.getType() == ApplicationEvent.Type.INITIALIZATION_FINISHED) {
            event.getResourceModel().getRootResources().forEach(root -> collect("", root));
        }
    }

    private void collect(String above, Resource resource) {
        String path = above + (resource.getPath().startsWith("/") ? "" : "/") + resource.getPath();
        for (ResourceMethod method : resource.getAllMethods()) {
            if (!method.isExtended() && path.startsWith(PREFIX)) {
                all.add(method.getHttpMethod() + " " + path.substring(PREFIX.length()));
            }
        }
        resource.getChildResources().forEach(child -> collect(path, child));
    }

    @Override
    public RequestEventListener onRequest(RequestEvent event) {
        return null;
    }
}
