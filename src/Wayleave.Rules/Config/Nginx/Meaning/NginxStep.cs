namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>How far a rewrite phase took a request.</summary>
/// <param name="Request">The request as it left the phase.</param>
/// <param name="Block">The block whose directives hold from here on: the location, or the last <c>if</c> in it that held.</param>
internal sealed record NginxStep(NginxRequest Request, NginxDirective? Block)
{
    /// <summary>The directive that answers; null if none did.</summary>
    public NginxDirective? Answer { get; init; }

    /// <summary>The status of that answer; null if it is not known.</summary>
    public int? Status { get; init; }

    /// <summary>Where it redirects to.</summary>
    public string? Target { get; init; }

    /// <summary>Whether a location must be looked for anew, since the path is another one.</summary>
    public bool Anew { get; init; }

    /// <summary>Whether a rewrite without a flag has changed the path: at the end of the phase a location is looked for anew.</summary>
    public bool Changed { get; init; }

    /// <summary>Whether nothing further of this phase runs.</summary>
    public bool Ended { get; init; }

    /// <summary>Whether a condition that cannot be known led here.</summary>
    public bool Doubtful { get; init; }
}
