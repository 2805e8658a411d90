using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Serve.Chaos;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Apply;

/// <summary>A real nginx whose conf.d holds one site, in front of <c>wayleave echo</c>; the site passes no upgrades.</summary>
internal sealed class ApplyWorld : IAsyncDisposable
{
    private readonly ScratchFolder _folder = new("apply");
    private readonly int _port = LoopbackPorts.Free();
    private readonly List<IAsyncDisposable> _running = [];

    public string Target => Path.Combine(_folder.Path, "conf.d", "app.conf");

    public string Socket => $"ws://127.0.0.1:{_port}/ws";

    public string Test => $"nginx -t -p {_folder.Path} -c {_folder.Path}/nginx.conf";

    public string Reload => $"nginx -s reload -p {_folder.Path} -c {_folder.Path}/nginx.conf";

    /// <summary>What is there before: HTTP/1.0, no Upgrade.</summary>
    public string Old { get; private set; } = "";

    /// <summary>A template that passes upgrades; <c>${TARGET}</c> is the app.</summary>
    public string Template { get; private set; } = "";

    /// <summary>The file with the app's address.</summary>
    public string Env { get; private set; } = "";

    /// <summary>What conf.d holds, hidden files too.</summary>
    public string[] Files => [.. Directory.EnumerateFiles(Path.GetDirectoryName(Target)!).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    public static async Task<ApplyWorld> StartAsync()
    {
        var world = new ApplyWorld();
        var echo = await EchoProcess.StartAsync();
        world._running.Add(echo);
        var app = new UriBuilder(echo.Url) { Scheme = "http" }.Uri.GetLeftPart(UriPartial.Authority);
        Directory.CreateDirectory(Path.GetDirectoryName(world.Target)!);
        world.Old = $"server {{ listen 127.0.0.1:{world._port}; location /ws {{ proxy_pass {app}; }} }}\n";
        await File.WriteAllTextAsync(world.Target, world.Old);
        world.Template = world.Put("app.conf.template", world.Site("${TARGET}"));
        world.Env = world.Put("env", $"TARGET={app}\n");
        var main = world.Put("nginx.conf", "daemon off; pid nginx.pid; error_log stderr; events { } http { access_log off; include conf.d/*; }\n");
        var nginx = RunningProgram.Start("nginx", InstalledPrograms.Find("nginx")!, ["-p", world._folder.Path, "-c", main, "-e", "stderr"]);
        world._running.Add(nginx);
        await nginx.ListeningAsync(world._port);
        return world;
    }

    /// <summary>A site that passes upgrades.</summary>
    /// <param name="to">Where to.</param>
    public string Site(string to) =>
        $$"""
        server {
            listen 127.0.0.1:{{_port}};
            location /ws {
                proxy_pass {{to}};
                proxy_http_version 1.1;
                proxy_set_header Host $http_host;
                proxy_set_header X-Forwarded-Proto $scheme;
                proxy_set_header Upgrade $http_upgrade;
                proxy_set_header Connection upgrade;
                proxy_read_timeout 1h;
            }
        }

        """;

    public string Put(string name, string text) => _folder.Write(name, text);

    /// <summary>Runs apply on the site, with what a test adds or changes.</summary>
    public Task<CommandRun> ApplyAsync(string file, string? test = null, string? reload = null, params string[] more) => CommandRun.OfAsync(
        ["apply", file, "--as", Target, "--verify", Socket, "--hold", "0s", "--test", test ?? Test, "--reload", reload ?? Reload, "--env", Env, "--verify-for", "1s", .. more]);

    /// <summary>Runs apply on a file of the host's, which the commands bring to where the program runs, as <c>docker compose cp</c> and <c>exec</c> do.</summary>
    /// <param name="outside">The file of the host's.</param>
    public Task<CommandRun> ApplyOutsideAsync(string file, string outside) => CommandRun.OfAsync(
        "apply", file, "--as", outside, "--verify", Socket, "--hold", "0s", "--test", $"cp {outside} {Target} && {Test}", "--reload", Reload, "--env", Env, "--verify-for", "1s");

    public Task<CommandRun> RollbackAsync() => CommandRun.OfAsync("apply", "--rollback", Target);

    public async ValueTask DisposeAsync()
    {
        foreach (var one in Enumerable.Reverse(_running)) await one.DisposeAsync();
        _folder.Dispose();
    }
}
