using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Npm;

/// <summary>A <c>package.json</c>: which libraries an app of Node.js asks for.</summary>
/// <param name="Source">The file.</param>
/// <param name="Root">What it has; null if nothing could be read.</param>
public sealed record PackageFile(SourceText Source, DataNode? Root) : ConfigFile(Source, "package")
{
    // Its server sends a ping that often unless told otherwise: https://socket.io/docs/v4/server-options/#pinginterval
    private static readonly TimeSpan s_ping = TimeSpan.FromSeconds(25);

    /// <summary>The libraries that run with the app, and those that build it.</summary>
    public ImmutableArray<DataEntry> Dependencies { get; } = [.. Root?["dependencies"]?.Entries ?? [], .. Root?["devDependencies"]?.Entries ?? []];

    /// <inheritdoc/>
    public override ImmutableArray<AppFacts> Apps =>
    [
        .. from entry in Root?["dependencies"]?.Entries ?? []
           where entry.Key is "socket.io" or "@nestjs/platform-socket.io"
           select new AppFacts("socket.io", entry.KeyAt) { SocketPaths = [new SocketPath("/socket.io/", SocketPathFrom.App, entry.KeyAt)], PingInterval = new Setting<TimeSpan>(s_ping, null) },
    ];

    /// <summary>A library's entry; null if it is not asked for.</summary>
    public DataEntry? Find(string name) => Dependencies.FirstOrDefault(entry => entry.Key == name);

    /// <summary>The first number of the version that is asked for: 5 for <c>^5.4.2</c>; null if there is none.</summary>
    public int? Major(string name)
    {
        string digits = new([.. (Find(name)?.Value.Text ?? "").TrimStart('^', '~', '>', '=', 'v', ' ').TakeWhile(char.IsAsciiDigit)]);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int major) ? major : null;
    }
}
