package dev.airlock.domain.net;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A web address with places for what differs between accounts of a service: {@code https://{subdomain}.example.com/v1}, as in the server URLs of OpenAPI
 * (version 3.1, section 4.8.5). Places stand in the host or in the path. Immutable.
 */
public final class UrlTemplate {
    private static final String NAME = "[A-Za-z0-9_.-]{1,60}";
    private static final Pattern PLACE = Pattern.compile("\\{(" + NAME + ")}");
    private static final Pattern FORM = Pattern.compile("(https?://)([^/?#]*)([^#]*)");
    private static final Pattern HOST_VALUE = Pattern.compile(
            "(?=.{1,100}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");
    private static final Pattern PATH_VALUE = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._~-]{1,200}");
    private static final int MAX_LENGTH = 1_000;

    private final String text;
    private final String authority;
    private final List<String> hostPlaces;
    private final List<String> otherPlaces;
    private final @Nullable URI fixed;

    private UrlTemplate(String text, String authority, String rest) {
        this.text = text;
        this.authority = authority;
        this.hostPlaces = places(authority);
        this.otherPlaces = places(rest);
        this.fixed = places().isEmpty() ? URI.create(text) : null;
    }

    /** Reads a template; what none is, is an {@link IllegalArgumentException} that says what would be one. */
    public static UrlTemplate of(String text) {
        Matcher parts = FORM.matcher(text);
        if (text.length() > MAX_LENGTH || !parts.matches() || !isAddress(filled(text, name -> "a"))) {
            throw new IllegalArgumentException(
                    "\"" + text
                            + "\" is no web address; one looks like https://api.example.com/v1, or https://{subdomain}.example.com with a place for what differs");
        }
        return new UrlTemplate(text, parts.group(2), parts.group(3));
    }

    /** A template without places. */
    public static UrlTemplate of(URI address) {
        return of(address.toString());
    }

    private static boolean isAddress(String address) {
        try {
            URI uri = new URI(address);
            return uri.getHost() != null && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static List<String> places(String part) {
        var names = new ArrayList<String>();
        Matcher place = PLACE.matcher(part);
        while (place.find()) {
            names.add(place.group(1));
        }
        return List.copyOf(names);
    }

    private static String filled(String part, UnaryOperator<String> value) {
        return PLACE.matcher(part).replaceAll(place -> Matcher.quoteReplacement(value.apply(place.group(1))));
    }

    /** The names of the places, in the order in which they stand. */
    public Set<String> places() {
        var names = new LinkedHashSet<>(hostPlaces);
        names.addAll(otherPlaces);
        return names;
    }

    /** The address, where there are no places; else null. */
    public @Nullable URI fixed() {
        return fixed;
    }

    /** Returns whether there is a value for every place. */
    public boolean isFilledBy(Map<String, String> values) {
        return fixed != null || values.keySet().containsAll(places());
    }

    /** Puts the values into their places; one that is missing or does not fit is an {@link IllegalArgumentException}. */
    public URI at(Map<String, String> values) {
        if (fixed != null) {
            return fixed;
        }
        return URI.create(filled(text, name -> {
            String value = values.get(name);
            String problem = value == null ? "is missing" : problem(name, value);
            if (value == null || problem != null) {
                throw new IllegalArgumentException(name + " " + problem);
            }
            return value;
        }));
    }

    /** Returns why the value cannot stand in the place and what could, or null where it can. A value never changes more than its place. */
    public @Nullable String problem(String place, String value) {
        if (hostPlaces.contains(place) && !HOST_VALUE.matcher(value).matches()) {
            return "is part of a host name: letters, digits, hyphens and dots";
        }
        if (otherPlaces.contains(place) && !PATH_VALUE.matcher(value).matches()) {
            return "is part of a path: letters, digits, hyphens, dots, underscores and tildes";
        }
        return null;
    }

    /**
     * Returns whether values for the places can lead anywhere: what stands after the last place of the host is no domain of two names. Places whose values
     * are given are read as such.
     */
    public boolean isOpen(Map<String, String> given) {
        String host = filled(authority, name -> given.getOrDefault(name, "{}"));
        int last = host.lastIndexOf("{}");
        String behind = host.substring(last + 1).replaceFirst(":\\d*$", "");
        return last >= 0 && !behind.matches("}\\.[^.]+(\\.[^.]+)+");
    }

    /** Returns the value with which the place makes the host what the host of this address is; null where none does. */
    public @Nullable String valueAt(String place, String address) {
        Matcher parts = FORM.matcher(address);
        int at = authority.indexOf("{" + place + "}");
        if (!parts.matches() || at < 0) {
            return null;
        }
        String before = authority.substring(0, at);
        String behind = authority.substring(at + place.length() + 2);
        String host = parts.group(2);
        boolean same =
                host.startsWith(before) && host.endsWith(behind) && host.length() > before.length() + behind.length();
        return same ? host.substring(before.length(), host.length() - behind.length()) : null;
    }

    /** Scheme, host and port with their places, the default port left out: {@code https://{subdomain}.example.com}. */
    public String origin() {
        return fixed == null ? text.substring(0, text.indexOf("//") + 2) + authority : WebOrigin.of(fixed);
    }

    /** The address as it was written. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UrlTemplate template && template.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
