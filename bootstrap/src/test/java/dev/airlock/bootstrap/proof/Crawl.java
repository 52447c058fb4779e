package dev.airlock.bootstrap.proof;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A browser that follows every link of the Control Room. */
final class Crawl implements AutoCloseable {
    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)");
    private static final int MOST = 300;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final URI home;

    /** Begins with what the answer to a sign-in set. */
    Crawl(URI home, List<String> setCookies) {
        this.home = home;
        setCookies.stream()
                .flatMap(line -> HttpCookie.parse(line).stream())
                .forEach(cookie -> cookies.getCookieStore().add(home, cookie));
    }

    /** What the browser keeps. */
    List<String> kept() {
        return cookies.getCookieStore().getCookies().stream()
                .map(HttpCookie::getValue)
                .toList();
    }

    /** Returns every page that can be reached from the first one, each found well. */
    Map<URI, String> pages() throws IOException, InterruptedException {
        var pages = new LinkedHashMap<URI, String>();
        var waiting = new ArrayDeque<URI>(List.of(home));
        while (!waiting.isEmpty() && pages.size() < MOST) {
            URI page = waiting.remove();
            if (pages.containsKey(page)) {
                continue;
            }
            var response = browser.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(page + " answered " + response.statusCode());
            }
            pages.put(page, response.body());
            LINK.matcher(response.body())
                    .results()
                    .forEach(link -> waiting.add(page.resolve(link.group(1).replace("&amp;", "&"))));
        }
        return pages;
    }

    @Override
    public void close() {
        browser.shutdownNow();
    }
}
