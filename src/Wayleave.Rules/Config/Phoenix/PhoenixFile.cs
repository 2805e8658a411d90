using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Phoenix;

/// <summary>A file of a Phoenix app: <c>config/*.exs</c> or its endpoint.</summary>
/// <param name="Source">The file.</param>
/// <param name="Calls">What it tells Phoenix, in the file's order.</param>
public sealed record PhoenixFile(SourceText Source, ImmutableArray<PhoenixCall> Calls) : ConfigFile(Source, "phoenix")
{
    /// <summary>How often phoenix.js sends a heartbeat, which the app answers: its <c>heartbeatIntervalMs</c>.</summary>
    public static TimeSpan Heartbeat { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The file's name without folders and ending.</summary>
    public string Stem => Source.Name.Split('/')[^1].Split('.')[0];

    /// <summary>Whether only developers and tests use it.</summary>
    public bool IsForDevelopers => Stem is "dev" or "test" or "development";

    /// <summary>When it is read in production, later ones ruling over earlier ones: config.exs, prod.exs, runtime.exs.</summary>
    public int Order => Stem switch { "config" => 0, "runtime" or "releases" => 2, _ => 1 };

    /// <summary>The sockets that its endpoint opens.</summary>
    public IEnumerable<PhoenixCall> Sockets => Calls.Where(call => call.Name == "socket" && call.Arguments is [DataScalar { IsQuoted: true }, ..]);

    /// <inheritdoc/>
    public override ImmutableArray<AppFacts> Apps => Sockets.Any() ?
    [
        new AppFacts("phoenix", Source.All.Before)
        {
            SocketPaths = [.. Sockets.Where(socket => Transport(socket) is not DataScalar { Truth: false }).Select(socket => new SocketPath(Path(socket), SocketPathFrom.App, socket.At))],
            PingInterval = new Setting<TimeSpan>(Heartbeat, null),
        },
    ] : [];

    /// <summary>What a socket says of its WebSocket transport: options, <c>true</c>, <c>false</c>; null where it says nothing.</summary>
    public static DataNode? Transport(PhoenixCall socket) => socket.Options?["websocket"];

    /// <summary>A time in milliseconds, as Phoenix takes them; null if it is none that can be seen.</summary>
    public static TimeSpan? Milliseconds(DataNode? node) =>
        node is DataScalar { IsQuoted: false } scalar && long.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number < int.MaxValue ? TimeSpan.FromMilliseconds(number) : null;

    private static string Path(PhoenixCall socket)
    {
        string end = Transport(socket)?["path"]?.Text?.Trim('/') ?? "websocket";
        return string.Join('/', [socket.Arguments[0].Text!.TrimEnd('/'), .. new[] { end }.Where(part => part.Length > 0)]) is { Length: > 0 } path ? path : "/";
    }
}
