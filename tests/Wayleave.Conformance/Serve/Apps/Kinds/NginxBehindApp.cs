using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve.Apps.Kinds;

/// <summary>nginx, as its own documentation sets it up for sockets, before FastAPI: a proxy behind ours.</summary>
internal sealed class NginxBehindApp : IServedApp
{
    /// <inheritdoc/>
    public string Name => "nginx-behind";

    /// <inheritdoc/>
    public string? Lacking() => InstalledPrograms.Find("nginx") is null ? "nginx" : new PythonApp("uvicorn", "fastapi_app.py", "fastapi").Lacking();

    /// <inheritdoc/>
    public async Task<int> StartAsync(Stand stand)
    {
        var port = LoopbackPorts.Free();
        var app = await stand.PortOfAsync("uvicorn");
        var program = NginxProgram.Start(stand, Name,
            $$"""
            server {
                listen 127.0.0.1:{{port}};
                location / {
                    proxy_pass http://127.0.0.1:{{app}};
                    proxy_http_version 1.1;
                    proxy_set_header Host $http_host;
                    proxy_set_header Upgrade $http_upgrade;
                    proxy_set_header Connection $connection_upgrade;
                }
            }
            """);
        await program.ListeningAsync(port);
        return port;
    }
}
