using Wayleave.Conformance.Chains;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve.Chaos;

/// <summary>
/// A client, <c>serve</c> and an app in three networks of their own, with a cable between each two, one of which is pulled out: no FIN, no
/// reset, nothing. Whoever is left is told.
/// </summary>
public sealed class CutCableTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("client", "app", "closed 1001 the client gave no sign of life for ", "the client gave no sign of life for ")]
    [InlineData("app", "client", "closed 1014 the app gave no sign of life for ", "the app gave no sign of life for ")]
    public async Task Whoever_is_cut_off_is_given_up_and_the_other_end_told(string cut, string other, string told, string why)
    {
        var lacking = NodePackages.Lacking("ws") is { } package ? $"not installed: {package}" : await NetworkNamespace.LackingAsync();
        Assert.SkipWhen(lacking is not null, lacking ?? "");
        await using var here = await NetworkNamespace.CreateAsync();
        await using var clients = await NetworkNamespace.CreateAsync();
        await using var apps = await NetworkNamespace.CreateAsync();
        await here.ConnectAsync(clients, "client", 1);
        await here.ConnectAsync(apps, "app", 2);
        using var folder = new ScratchFolder("cable");
        var file = folder.Write("wayleave.yaml",
            "listen: http://10.0.1.1:8080\nkeepalive: { client: 1s, app: 1s }\nroutes: [{ path: /, proxy: \"http://10.0.2.2:8080\" }]\n");

        await using var app = Peer(apps, "app", "10.0.2.2");
        await app.LineAsync(line => line == "listens");
        await using var serve = ServedProgram.Launch(null, here.Inside(ServedProgram.Command("-c", file, "--admin", "127.0.0.1:9180")));
        await serve.ListensAsync();
        await using var client = Peer(clients, "client", "ws://10.0.1.1:8080/ws");
        await client.LineAsync(line => line == "message hello");
        (await ConnectionsAsync(here)).ShouldContain("\"path\":\"/ws\"");

        await (cut == "client" ? clients : apps).PullAsync(cut);
        var survivor = other == "app" ? app : client;
        (await survivor.LineAsync(line => line.StartsWith("closed", StringComparison.Ordinal))).ShouldStartWith(told);
        var closed = await serve.SaysAsync("socket closed");
        closed.ShouldContain(" by=network ");
        closed.ShouldContain($" why=\"{why}");
        await Bound.UntilAsync(s_limit, "no connection", () => ConnectionsAsync(here), open => open == "[]");
        // Nothing has told the one that was cut off.
        (cut == "app" ? app : client).Output.ShouldNotContain(line => line.StartsWith("closed", StringComparison.Ordinal));
    }

    private static RunningProgram Peer(NetworkNamespace inside, string kind, string where)
    {
        var command = inside.Inside(InstalledPrograms.Find("node")!, SourceTree.At("tests", "Wayleave.Conformance", "Serve", "Chaos", "Scripts", "ws_peer.js"), kind, where);
        return RunningProgram.Start(kind, command[0], command[1..], new Dictionary<string, string> { ["NODE_PATH"] = NodePackages.Folder });
    }

    private static async Task<string> ConnectionsAsync(NetworkNamespace inside)
    {
        var command = inside.Inside("curl", "--silent", "--show-error", "--max-time", "10", "http://127.0.0.1:9180/connections");
        await using var curl = RunningProgram.Start("curl", command[0], command[1..]);
        return (await curl.LineAsync(line => line.Length > 0)).Trim();
    }
}
