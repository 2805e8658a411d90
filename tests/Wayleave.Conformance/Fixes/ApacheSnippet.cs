namespace Wayleave.Conformance.Fixes;

/// <summary>Checks Apache snippets inside a virtual host, with the modules that Debian ships.</summary>
internal sealed class ApacheSnippet : SnippetChecker
{
    private const string ModuleFolder = "/usr/lib/apache2/modules";

    private static readonly string[] Modules =
    [
        "mpm_event", "authz_core", "authz_host", "proxy", "proxy_http", "proxy_http2", "proxy_wstunnel", "proxy_balancer", "slotmem_shm", "lbmethod_byrequests",
        "rewrite", "headers", "setenvif", "env", "filter", "deflate", "socache_shmcb", "ssl", "http2", "reqtimeout", "remoteip",
    ];

    private static readonly HashSet<string> OfServer =
        ["Listen", "ServerLimit", "MaxRequestWorkers", "ThreadsPerChild", "MaxConnectionsPerChild", "GracefulShutdownTimeout"];

    protected override string Program => "apache2";

    protected override string[] VersionArguments => ["-v"];

    protected override string[] Arrange(string snippet, SnippetFolder folder)
    {
        ILookup<bool, string> lines = snippet.Split('\n').ToLookup(line => OfServer.Contains(line.Trim().Split(' ')[0]));
        IEnumerable<string> modules = Modules
            .Where(name => File.Exists($"{ModuleFolder}/mod_{name}.so"))
            .Select(name => $"LoadModule {name}_module {ModuleFolder}/mod_{name}.so");
        string config = $"""
            ServerRoot "{folder.Path}"
            DefaultRuntimeDir "{folder.Path}"
            PidFile "{folder.At("apache.pid")}"
            ErrorLog "{folder.At("error.log")}"
            ServerName localhost
            Listen 127.0.0.1:18083
            {string.Join('\n', modules)}
            {string.Join('\n', lines[true])}
            <VirtualHost 127.0.0.1:18083>
            {string.Join('\n', lines[false])}
            </VirtualHost>
            """;
        return ["-t", "-f", folder.Write("apache.conf", config + "\n")];
    }
}
