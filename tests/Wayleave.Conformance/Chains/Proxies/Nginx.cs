using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Chains.Proxies;

/// <summary>nginx in the foreground, with all its files in a folder of its own.</summary>
internal sealed class Nginx : IProxy
{
    public string Name => "nginx";

    public string Executable => "nginx";

    public string? FragmentOf(Chain chain) => chain.Nginx;

    public IEnumerable<string> Prepare(ScratchFolder folder, string instance, IReadOnlyList<string> fragments)
    {
        var file = folder.Write("nginx.conf",
            $$"""
            daemon off;
            worker_processes 1;
            pid nginx.pid;
            error_log stderr warn;
            events { worker_connections {{(instance == "starved" ? 12 : 1024)}}; }
            http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                map $http_upgrade $connection_upgrade { default upgrade; '' close; }
            {{string.Join('\n', fragments)}}
            }
            """);
        return ["-p", folder.Path, "-c", file, "-e", "stderr"];
    }
}
