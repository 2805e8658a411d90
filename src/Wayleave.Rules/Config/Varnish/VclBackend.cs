using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Varnish.Reading;

namespace Wayleave.Rules.Config.Varnish;

/// <summary>A <c>backend</c>.</summary>
/// <param name="At">From its keyword to its <c>{</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Fields">Its fields, without their dots, by name.</param>
public sealed record VclBackend(Span At, string Name, ImmutableDictionary<string, VclToken> Fields)
{
    /// <summary>A field's text; null if it has none such.</summary>
    public string? Field(string name) => Fields.TryGetValue(name, out VclToken token) ? token.Text : null;
}
