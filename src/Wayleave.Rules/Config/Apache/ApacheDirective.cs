using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Apache;

/// <summary>A directive, or a section with what stands in it. What an include brings in stands there as if it were written in its place.</summary>
/// <param name="Name">Its name as written, a section's without its <c>&lt;</c>.</param>
/// <param name="Arguments">The words behind its name.</param>
/// <param name="At">The whole line, without blanks around it.</param>
public sealed record ApacheDirective(ApacheWord Name, ImmutableArray<ApacheWord> Arguments, Span At)
{
    /// <summary>Whether it is a section.</summary>
    public bool IsSection { get; init; }

    /// <summary>What stands in the section; none if this is none.</summary>
    public ImmutableArray<ApacheDirective> Block { get; init; } = [];

    /// <summary>The text of the first word behind its name; empty if there is none.</summary>
    public string Argument => Arguments.Length > 0 ? Arguments[0].Text : "";

    /// <summary>Whether it has that name: case does not count.</summary>
    public bool Is(string name) => string.Equals(Name.Text, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>This one, and all that stand in it, however deep, in the file's order.</summary>
    public IEnumerable<ApacheDirective> All() => Block.SelectMany(child => child.All()).Prepend(this);
}
