using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Rails;

/// <summary>A file of a Rails app's settings: <c>config/**/*.rb</c>, or <c>config/cable.yml</c>.</summary>
/// <param name="Source">The file.</param>
/// <param name="Settings">What it sets, in its order; none in <c>cable.yml</c>.</param>
/// <param name="Cable">What <c>cable.yml</c> has; null in other files.</param>
public sealed record RailsFile(SourceText Source, ImmutableArray<RailsSetting> Settings, DataNode? Cable) : ConfigFile(Source, "rails")
{
    // Action Cable's server sends a ping to each socket.
    private static readonly TimeSpan s_ping = TimeSpan.FromSeconds(3);

    /// <summary>Whether only developers and tests use it.</summary>
    public bool IsForDevelopers => Source.Name.Contains("environments/development", StringComparison.Ordinal) || Source.Name.Contains("environments/test", StringComparison.Ordinal) || Source.Name is "development.rb" or "test.rb";

    /// <summary>Whether it is one for production: what it says is meant for the public.</summary>
    public bool IsForProduction => Source.Name.Contains("environments/", StringComparison.Ordinal) ? !IsForDevelopers : Source.Name.EndsWith("production.rb", StringComparison.Ordinal);

    /// <summary>When it is read, later ones ruling over earlier ones: application.rb, the environment's file, initializers.</summary>
    public int Order => Source.Name.Contains("initializers/", StringComparison.Ordinal) ? 2 : IsForProduction || IsForDevelopers ? 1 : 0;

    /// <inheritdoc/>
    public override ImmutableArray<AppFacts> Apps => IsForDevelopers || (Cable is null && !Settings.Any(setting => setting.Name.StartsWith("action_cable.", StringComparison.Ordinal))) ? [] :
    [
        new AppFacts("rails", Source.All.Before)
        {
            SocketPaths = Cable is not null ? [] : [new SocketPath(Settings.LastOrDefault(setting => setting.Name == "action_cable.mount_path")?.Value.Text ?? "/cable", SocketPathFrom.App, Source.All.Before)],
            PingInterval = new Setting<TimeSpan>(s_ping, null),
            // Unless a list or a switch says otherwise, pages of the request's own scheme and host are let in.
            AllowedOrigins = IsForProduction && !Settings.Any(setting => setting.Name is "action_cable.allowed_request_origins" or "action_cable.disable_request_forgery_protection") ? new Setting<ImmutableArray<string>>(["same-host"], null) : null,
            RedirectsToHttps = Settings.LastOrDefault(setting => setting.Name == "force_ssl") is { Value: DataScalar { Truth: true } force, IsConditional: false } && !Settings.Any(setting => setting.Name == "assume_ssl") ? new Setting<bool>(true, force.At) : null,
        },
    ];
}
