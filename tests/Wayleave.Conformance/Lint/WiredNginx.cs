using System.Text.RegularExpressions;
using Wayleave.TestKit.Lint;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Lint;

/// <summary>A case's files, run by the real nginx: as they stand, but for addresses, certificates and the scale of time.</summary>
/// <remarks>
/// Each case has a process of its own, of a few megabytes: what stands at the level of http in one case (maps, headers, upstreams) must not reach
/// another. They run a few at a time, each for as long as its handshakes take.
/// </remarks>
internal sealed class WiredNginx : IAsyncDisposable
{
    private const RegexOptions Plain = RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    // A word of its own: "listen" in a comment or a name is none.
    private static readonly Regex s_listen = new(@"(?<head>(^|[\s{;""'])listen[""']?\s+[""']?)(?<address>[^\s;""']+)(?<tail>[^;]*);", Plain);

    // The apps of all cases listen on one of these.
    private static readonly Regex s_apps = new(@"\b(3000|5000|8000|8001|8083|8123)\b", Plain);
    private static readonly Regex s_certificate = new(@"(?<name>ssl_certificate(_key)?)\s[^;]*;", Plain);
    private static readonly Regex s_seconds = new(@"proxy_read_timeout (?<number>\d+)s;", Plain);
    private static readonly Regex s_http = new(@"^\s*http\s*\{", Plain | RegexOptions.Multiline);

    private readonly ScratchFolder _folder = new("wired");
    private readonly Dictionary<string, int> _ports = [];
    private RunningProgram? _program;

    /// <summary>Where a browser would knock: at the listener with TLS, if there is one.</summary>
    public int Port { get; private set; }

    /// <summary>Whether it would speak TLS there.</summary>
    public bool Tls { get; private set; }

    /// <summary>Starts nginx with a case's files.</summary>
    /// <param name="one">The case.</param>
    /// <param name="app">The port of the app behind it.</param>
    /// <param name="certificates">The folder with the certificates.</param>
    public static async Task<WiredNginx> StartAsync(LintCase one, int app, string certificates)
    {
        var nginx = new WiredNginx();
        bool scaled = one.Wire.Any(line => line.EndsWith(" cut", StringComparison.Ordinal));
        foreach ((string name, string text) in one.Files.Concat(one.Around))
        {
            string path = Path.Combine(nginx._folder.Path, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, nginx.Placed(text, app, certificates, scaled));
        }

        string main = Path.Combine(nginx._folder.Path, one.Files[0].Name);
        string site = await File.ReadAllTextAsync(main);
        const string Temporary = " client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi; ";
        string whole = s_http.IsMatch(site) ? s_http.Replace(site, "http {" + Temporary) : $"events {{ }}\nhttp {{ access_log off; {Temporary} include {one.Files[0].Name}; }}\n";
        string file = nginx._folder.Write("wired.conf", "daemon off; master_process off; pid nginx.pid; error_log stderr; " + whole);
        nginx._program = RunningProgram.Start(one.Name, InstalledPrograms.Find("nginx")!, ["-p", nginx._folder.Path, "-c", file, "-e", "stderr"]);
        await nginx._program.ListeningAsync(nginx.Port);
        return nginx;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_program is not null) await _program.DisposeAsync();
        _folder.Dispose();
    }

    private string Placed(string text, int app, string certificates, bool scaled)
    {
        text = s_apps.Replace(text, app.ToString());
        text = s_listen.Replace(text, listen => listen.Groups["head"].Value + Own(listen.Groups["address"].Value, listen.Groups["tail"].Value, app) + listen.Groups["tail"].Value + ";");
        text = s_certificate.Replace(text, certificate => $"{certificate.Groups["name"].Value} {certificates}/good.{(certificate.Groups["name"].Value.EndsWith("key", StringComparison.Ordinal) ? "key" : "pem")};");
        // A second in a case is a tenth of one here.
        return scaled ? s_seconds.Replace(text, "proxy_read_timeout ${number}00ms;") : text;
    }

    // The same address of a case is the same address here; a name of an app's port that a listener has too is its own.
    private string Own(string address, string tail, int app)
    {
        if (!_ports.TryGetValue(address, out int port))
        {
            _ports[address] = port = LoopbackPorts.Free();
            bool tls = tail.Contains("ssl", StringComparison.Ordinal) || address.EndsWith("443", StringComparison.Ordinal);
            if (Port == 0 || (tls && !Tls)) (Port, Tls) = (port, tls);
        }

        return $"127.0.0.1:{port}";
    }
}
