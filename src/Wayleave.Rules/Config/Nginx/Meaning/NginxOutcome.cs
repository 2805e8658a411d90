using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>Where one way through a server ends.</summary>
/// <param name="Passage">The passage.</param>
/// <param name="Block">The location, or the <c>if</c> in it, whose directives held at the end; null if it is the server's own level.</param>
internal sealed record NginxOutcome(Passage Passage, NginxDirective? Block)
{
    /// <summary>The server; null in a fragment.</summary>
    public NginxSite? Site { get; init; }

    /// <summary>The path that was asked for.</summary>
    public string Path { get; init; } = "";

    /// <summary>Whether a condition that cannot be known led there.</summary>
    public bool Doubtful { get; init; }

    /// <summary>Whether the request is passed on.</summary>
    public bool Passes => Passage.End is PassageEnd.Forwarded;

    /// <summary>The location, without an <c>if</c> in it.</summary>
    public NginxDirective? Location => Block?.Outwards().FirstOrDefault(level => level.Name == "location");
}
