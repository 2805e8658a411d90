using System.Collections.Immutable;

namespace Wayleave.Server.Serving;

/// <summary>What came of a reload.</summary>
public sealed record ReloadResult
{
    /// <summary>Whether the new settings are served; else the old ones are, unchanged.</summary>
    public required bool IsApplied { get; init; }

    /// <summary>What has changed, a phrase each; empty if nothing has.</summary>
    public ImmutableArray<string> Changes { get; init; } = [];

    /// <summary>What was asked for and takes effect only when the program starts anew, a phrase each.</summary>
    public ImmutableArray<string> AtNextStart { get; init; } = [];

    /// <summary>Why the new settings are not served, a sentence each.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];

    /// <summary>The whole of it in a line.</summary>
    public override string ToString()
    {
        if (!IsApplied)
            return $"the reload was rejected, what ran before goes on: {string.Join("; ", Problems)}";
        var changed = Changes.IsEmpty ? "reloaded, nothing has changed" : $"reloaded: {string.Join(", ", Changes)}";
        return AtNextStart.IsEmpty ? changed : $"{changed}; only from the next start on: {string.Join(", ", AtNextStart)}";
    }
}
