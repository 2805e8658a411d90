using System.Collections.Immutable;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Google;

/// <summary>A file by which an app comes to App Engine or Cloud Run.</summary>
/// <param name="Source">The file.</param>
/// <param name="Root">What it has; null if nothing could be read.</param>
public sealed record GoogleFile(SourceText Source, DataNode? Root) : ConfigFile(Source, "google")
{
    /// <summary>The runtime of App Engine; null if this is no file of App Engine.</summary>
    public DataEntry? Runtime => (Root as DataMap)?.Find("runtime");

    /// <summary>Whether it is for App Engine's standard environment.</summary>
    public bool IsStandard => Runtime is not null && Root?["vm"] is null && Root?["env"]?.Text is null or "standard";

    /// <summary>Whether what it deploys stands behind Google's front end.</summary>
    public bool IsBehindFrontEnd => Runtime is not null || (Root?["steps"]?.Items ?? []).Any(DeploysToRun);

    /// <inheritdoc/>
    public override ImmutableArray<ServerCommand> Commands => [.. ServerCommands.Of(Root?["entrypoint"])];

    // gcloud run deploy, as words of its own or in a shell's text.
    private static bool DeploysToRun(DataNode step)
    {
        string words = string.Join(' ', (step["args"]?.Items ?? []).Select(word => word.Text ?? "").Prepend(step["script"]?.Text ?? ""));
        return words.Contains("run deploy", StringComparison.Ordinal);
    }
}
