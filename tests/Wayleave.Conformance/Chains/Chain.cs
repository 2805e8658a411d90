using Wayleave.Probing;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Conformance.Chains;

/// <summary>One row of the table: real programs in one configuration, and what the doctor must say of them.</summary>
/// <remarks>
/// In the fragments and URLs stand placeholders between at signs: <c>@listen@</c> is the chain's own address (<c>127.0.0.1:PORT</c>),
/// <c>@inner@</c> and <c>@inner2@</c> are further addresses of its own, <c>@port@</c> is the first one's port alone, <c>@dead@</c> is an
/// address where nothing listens, <c>@tls@</c> is the folder with the certificates, <c>@name@</c> is the row's name, and anything else is
/// the address of an app (with <c>-port</c> behind it, its port alone).
/// </remarks>
/// <param name="Name">The row's name, unique and stable.</param>
/// <param name="Story">The programs from the outside in, and what is wrong, in a line.</param>
public sealed record Chain(string Name, string Story)
{
    /// <summary>What nginx is given at the level of <c>http</c>; null: there is no nginx.</summary>
    public string? Nginx { get; init; }

    /// <summary>Sections for HAProxy.</summary>
    public string? HAProxy { get; init; }

    /// <summary>Site blocks for Caddy.</summary>
    public string? Caddy { get; init; }

    /// <summary>Virtual hosts for Apache.</summary>
    public string? Apache { get; init; }

    /// <summary>The VCL for a Varnish of its own.</summary>
    public string? Varnish { get; init; }

    /// <summary>Rows with the same word here share a process of each proxy; what must not meet stands apart.</summary>
    public string Instance { get; init; } = "main";

    /// <summary>The URL examined.</summary>
    public string Url { get; init; } = "ws://@listen@/ws";

    /// <summary>What a browser's upgrade gets, seen without the doctor: a status, <c>nothing</c>, <c>closed</c>, <c>refused</c>, <c>not TLS</c>, <c>not HTTP</c>, <c>endless</c>; null: left to the doctor.</summary>
    public required string? Answers { get; init; }

    /// <summary>The verdict that a user would find right.</summary>
    public Verdict Verdict { get; init; } = Verdict.Works;

    /// <summary>The cause of the first finding above info; where the outside does not show which, those that are right, separated by a bar; null: there must be none.</summary>
    public string? Cause { get; init; }

    /// <summary>The hop that finding names; where the outside does not show which, the names that are right, separated by a bar.</summary>
    public string? Hop { get; init; }

    /// <summary>The <c>--origin</c>; null: none.</summary>
    public string? Origin { get; init; }

    /// <summary>Whether the certificate authority of these tests is given as <c>--ca</c>.</summary>
    public bool TrustOurCa { get; init; }

    /// <summary>Further options.</summary>
    public Func<ExaminationOptions, ExaminationOptions> With { get; init; } = options => options;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
