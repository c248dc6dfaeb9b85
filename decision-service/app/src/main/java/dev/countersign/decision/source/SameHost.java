package dev.countersign.decision.source;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

/** Connects to the configured address alone, wherever a redirect or an alternate points to. */
final class SameHost extends JDKHttpConnectionFactory {

    private final URIish configured;

    SameHost(URIish configured) {
        this.configured = configured;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return super.create(require(url));
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return super.create(require(url), proxy);
    }

    private URL require(URL url) throws IOException {
        boolean same =
                url.getProtocol().equals(configured.getScheme())
                        && url.getHost().equalsIgnoreCase(configured.getHost())
                        && port(url.getPort(), url) == port(configured.getPort(), url);
        if (!same) {
            throw new IOException(
                    "it leads to %s://%s, and only the configured address is connected to"
                            .formatted(url.getProtocol(), url.getAuthority()));
        }
        return url;
    }

    private static int port(int given, URL url) {
        return given < 0 ? url.getDefaultPort() : given;
    }
}
