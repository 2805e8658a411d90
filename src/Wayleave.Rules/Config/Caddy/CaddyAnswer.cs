using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>Caddy answers itself: <c>respond</c>, <c>redir</c>, <c>file_server</c>, …</summary>
/// <param name="At">The line that says so.</param>
/// <param name="What">The directive or handler.</param>
internal sealed record CaddyAnswer(Span At, string What) : CaddyStep(At)
{
    /// <summary>The status; null if it is not known.</summary>
    public int? Status { get; init; }

    /// <summary>Where it redirects to; null if it does not.</summary>
    public string? Location { get; init; }

    /// <summary>Whether the connection is closed instead.</summary>
    public bool Closes { get; init; }
}
