using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Chains.Proxies;
using Wayleave.Conformance.Serve.Apps.Kinds;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve.Apps;

/// <summary>nginx and HAProxy with TLS before <c>wayleave serve</c>, which trusts them by the addresses that they come from.</summary>
internal sealed class FrontProxies : IDisposable
{
    /// <summary>The network that they come from; clients do not.</summary>
    public const string Network = "127.0.2.0/24";

    private readonly Certificates _certificates = new();
    private readonly Dictionary<string, ServedAddress> _addresses = [];

    private FrontProxies()
    {
    }

    /// <summary>What a proxy needs and this machine lacks; null if it is all there.</summary>
    /// <param name="proxy">nginx or haproxy.</param>
    public static string? Lacking(string proxy) => InstalledPrograms.Find(proxy) is null ? proxy : null;

    /// <summary>Where a proxy listens: the app's own address, another port. <c>haproxy-h2</c> is the HAProxy that speaks HTTP/2 over TLS to us.</summary>
    public ServedAddress this[string proxy] => _addresses[proxy];

    /// <summary>Starts those that are there.</summary>
    /// <param name="stand">Where they are kept.</param>
    /// <param name="to">The app, as <c>wayleave serve</c> gives it.</param>
    public static async Task<FrontProxies> StartAsync(Stand stand, ServedAddress to)
    {
        var fronts = new FrontProxies();
        await Task.WhenAll(fronts.NginxAsync(stand, to), fronts.HAProxyAsync(stand, to));
        return fronts;
    }

    /// <inheritdoc/>
    public void Dispose() => _certificates.Dispose();

    private Task NginxAsync(Stand stand, ServedAddress to)
    {
        if (Lacking("nginx") is not null)
            return Task.CompletedTask;
        var (http, https) = PortsOf("nginx", to);
        return NginxProgram.Start(stand, "nginx in front",
            $$"""
            server {
                listen 127.0.0.1:{{http}};
                listen {{to.Host}}:{{http}};
                listen {{to.Host}}:{{https}} ssl http2;
                ssl_certificate {{_certificates.Folder}}/good.pem;
                ssl_certificate_key {{_certificates.Folder}}/good.key;
                location / {
                    proxy_pass http://{{to.Host}}:{{to.HttpPort}};
                    proxy_bind 127.0.2.1;
                    proxy_http_version 1.1;
                    proxy_set_header Host $http_host;
                    proxy_set_header Upgrade $http_upgrade;
                    proxy_set_header Connection $connection_upgrade;
                    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                    proxy_set_header X-Forwarded-Proto $scheme;
                }
            }
            """).ListeningAsync(http);
    }

    private Task HAProxyAsync(Stand stand, ServedAddress to)
    {
        if (Lacking("haproxy") is not null)
            return Task.CompletedTask;
        var (http, https) = PortsOf("haproxy", to);
        var (http2, https2) = PortsOf("haproxy-h2", to);
        var folder = stand.Folder("haproxy");
        var arguments = new HAProxy().Prepare(folder, "front",
        [
            $$"""
            defaults front
                mode http
                timeout connect 2s
                timeout client 30s
                timeout server 30s
                timeout tunnel 1h
                option forwardfor
                source 127.0.2.2
            listen front from front
                bind 127.0.0.1:{{http}}
                bind {{to.Host}}:{{http}}
                bind {{to.Host}}:{{https}} ssl crt {{_certificates.Folder}}/good.both alpn h2,http/1.1
                http-request set-header X-Forwarded-Proto %[ssl_fc,iif(https,http)]
                server one {{to.Host}}:{{to.HttpPort}}
            listen front-http2 from front
                bind {{to.Host}}:{{http2}}
                bind {{to.Host}}:{{https2}} ssl crt {{_certificates.Folder}}/good.both alpn h2,http/1.1
                http-request set-header X-Forwarded-Proto %[ssl_fc,iif(https,http)]
                server one {{to.Host}}:{{to.HttpsPort}} ssl verify none alpn h2
            """,
        ]);
        return stand.Start("haproxy in front", InstalledPrograms.Find("haproxy")!, arguments, folder).ListeningAsync(http);
    }

    private (int Http, int Https) PortsOf(string proxy, ServedAddress to)
    {
        var (http, https) = (LoopbackPorts.Free(), LoopbackPorts.Free());
        lock (_addresses)
            _addresses[proxy] = new ServedAddress(to.Host, http, https);
        return (http, https);
    }
}
