using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint;

/// <summary>A lint rule's identity and its page.</summary>
/// <param name="Name">The rule's own name: it states the problem. Never reused.</param>
/// <param name="Cause">The cause that it finds, as in <see cref="Causes.CauseNames"/>.</param>
/// <param name="Severity">How much a finding of it matters, unless the finding says otherwise.</param>
public sealed record LintRuleInfo(string Name, string Cause, Severity Severity)
{
    /// <summary>Why what it finds breaks sockets.</summary>
    public required string Why { get; init; }

    /// <summary>What to change.</summary>
    public required string Fix { get; init; }

    /// <summary>Where that is written: an RFC section, a vendor's page, a reported failure.</summary>
    public required string Source { get; init; }

    /// <summary>The kinds of files that it speaks of; empty: any.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>A finding of this rule.</summary>
    /// <param name="at">The wrong directive, or what lacks one.</param>
    /// <param name="message">What is wrong and what comes of it, in a sentence or two without markup.</param>
    public LintFinding Found(Span at, string message) => new(this, Severity, at, message);

    /// <summary>A finding of this rule with a severity of its own.</summary>
    /// <param name="severity">How much it matters.</param>
    /// <param name="at">The wrong directive, or what lacks one.</param>
    /// <param name="message">What is wrong and what comes of it.</param>
    public LintFinding Found(Severity severity, Span at, string message) => new(this, severity, at, message);
}
