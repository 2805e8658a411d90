using System.Globalization;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Recipes;

/// <summary>A real proxy that runs a written configuration: as it is, but for its ports and the place of its files.</summary>
internal sealed class RecipeProgram(string kind, ScratchFolder folder, string certificate, string key)
{
    public int HttpPort { get; } = LoopbackPorts.Free();

    public int HttpsPort { get; } = LoopbackPorts.Free();

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="tls">Whether it listens for TLS.</param>
    public async Task<RunningProgram> StartAsync(string text, bool tls)
    {
        (string executable, string[] arguments) = kind switch
        {
            "nginx" => ("nginx", Nginx(text)),
            "haproxy" => ("haproxy", HAProxy(text)),
            "caddy" => ("caddy", Caddy(text, tls)),
            _ => ("apache2", Apache(text)),
        };
        // Its data would go to the home of whoever runs the tests.
        var program = RunningProgram.Start(kind, InstalledPrograms.Find(executable)!, arguments, new Dictionary<string, string> { ["HOME"] = folder.Path, ["XDG_DATA_HOME"] = folder.Path, ["XDG_CONFIG_HOME"] = folder.Path });
        await program.ListeningAsync(tls ? HttpsPort : HttpPort);
        return program;
    }

    private string Ports(string text, string http, string https) => text
        .Replace(https, https.Replace("443", HttpsPort.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), StringComparison.Ordinal)
        .Replace(http, http.Replace("80", HttpPort.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), StringComparison.Ordinal);

    private string[] Nginx(string text)
    {
        folder.Write("site.conf", Ports(Ports(text, "listen 80;", "listen 443 ssl;"), "listen [::]:80;", "listen [::]:443 ssl;"));
        return ["-p", folder.Path, "-c", folder.Write("nginx.conf", "daemon off; pid nginx.pid; error_log stderr; events { } http { access_log off; client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s; include site.conf; }\n"), "-e", "stderr"];
    }

    private string[] HAProxy(string text)
    {
        string pem = folder.Write("both.pem", File.ReadAllText(certificate) + File.ReadAllText(key));
        return ["-db", "-f", folder.Write("haproxy.cfg", Ports(text, "bind :80", "bind :443").Replace("/etc/haproxy/certs/localhost.pem", pem, StringComparison.Ordinal))];
    }

    // Caddy takes its ports from the site's address and from two options of its own.
    private string[] Caddy(string text, bool tls)
    {
        string options = $"{{\n    admin off\n    skip_install_trust\n    http_port {HttpPort}\n    https_port {HttpsPort}\n}}\n";
        string site = tls ? "\nlocalhost {" : "\nhttp://localhost {";
        text.ShouldContain(site);
        return ["run", "--adapter", "caddyfile", "--config", folder.Write("Caddyfile", options + text)];
    }

    private string[] Apache(string text)
    {
        const string Modules = "/usr/lib/apache2/modules";
        string[] modules = ["mpm_event", "authz_core", "proxy", "proxy_http", "headers", "ssl", "socache_shmcb", "remoteip", "alias"];
        string main =
            $"""
            ServerRoot {folder.Path}
            ServerName localhost
            PidFile {folder.Path}/httpd.pid
            DefaultRuntimeDir {folder.Path}
            Mutex file:{folder.Path}
            ErrorLog /dev/stderr
            {string.Join('\n', modules.Select(module => $"LoadModule {module}_module {Modules}/mod_{module}.so"))}
            Listen {HttpPort}
            Listen {HttpsPort}
            {Ports(text, "*:80>", "*:443>")}
            """;
        return ["-D", "FOREGROUND", "-f", folder.Write("httpd.conf", main)];
    }
}
