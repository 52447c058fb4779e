package dev.airlock.http.console;

import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;

/** A route as Jersey knows it. */
record Route(String method, String template, boolean open) {
    /** A part of a path that may be left out, such as {@code {whose: (/shared)?}}. */
    private static final Pattern OPTIONAL = Pattern.compile("\\{\\w+: \\((/\\w+)\\)\\?}");

    /** Returns every route that is registered. */
    static List<Route> all(ResourceConfig resources) {
        var routes = new ArrayList<Route>();
        for (Class<?> type : resources.getClasses()) {
            if (type.isAnnotationPresent(Path.class)) {
                collect(Resource.from(type), "", routes);
            }
        }
        return routes;
    }

    private static void collect(Resource resource, String parent, List<Route> routes) {
        String path = (parent + "/" + resource.getPath()).replaceAll("/+", "/");
        Matcher optional = OPTIONAL.matcher(path);
        if (optional.find()) {
            collectAt(resource, optional.replaceFirst(""), routes);
            collectAt(resource, optional.replaceFirst(optional.group(1)), routes);
        } else {
            collectAt(resource, path, routes);
        }
    }

    private static void collectAt(Resource resource, String path, List<Route> routes) {
        for (ResourceMethod method : resource.getResourceMethods()) {
            boolean open = method.getInvocable().getHandlingMethod().isAnnotationPresent(Open.class);
            routes.add(new Route(method.getHttpMethod(), path, open));
        }
        resource.getChildResources().forEach(child -> collect(child, path, routes));
    }

    /** The path with values of a furnished room. */
    String path() {
        return template.replace("{slug}", "harbour-supplies")
                .replace("{tool}", "getOrder0")
                .replace("{secret}", "0".repeat(43))
                .replaceAll("\\{[a-z]+}", "00000000-0000-4000-8000-000000000001");
    }

    @Override
    public String toString() {
        return method + " " + template;
    }
}
