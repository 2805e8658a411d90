using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Chains.Proxies;

/// <summary>Apache httpd in the foreground; the instance <c>no-module</c> lacks the modules that carry sockets.</summary>
internal sealed class Apache : IProxy
{
    private const string ModuleFolder = "/usr/lib/apache2/modules";

    public string Name => "apache";

    public string Executable => "apache2";

    public string? FragmentOf(Chain chain) => chain.Apache;

    public IEnumerable<string> Prepare(ScratchFolder folder, string instance, IReadOnlyList<string> fragments)
    {
        string[] modules =
        [
            "mpm_event", "authz_core", "headers", "rewrite", "alias", "dir", "proxy", "ssl", "socache_shmcb",
            .. instance == "no-module" ? Array.Empty<string>() : ["proxy_http", "proxy_wstunnel"],
        ];
        var file = folder.Write("httpd.conf",
            $"""
            {string.Join('\n', modules.Select(m => $"LoadModule {m}_module {ModuleFolder}/mod_{m}.so"))}
            ServerRoot {folder.Path}
            DefaultRuntimeDir {folder.Path}
            PidFile {folder.Path}/httpd.pid
            ServerName 127.0.0.1
            User nobody
            Group nogroup
            ErrorLog /dev/stderr
            StartServers 1
            MinSpareThreads 25
            MaxSpareThreads 100
            {string.Join('\n', fragments)}

            """);
        return ["-D", "FOREGROUND", "-d", folder.Path, "-f", file];
    }
}
