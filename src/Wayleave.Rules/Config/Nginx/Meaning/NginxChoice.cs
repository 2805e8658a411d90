using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>What the search for a location gives.</summary>
/// <param name="Location">The location; null if none takes the path, and then the server's own level does.</param>
internal sealed record NginxChoice(NginxDirective? Location)
{
    /// <summary>Whether it is answered with a redirect to the path with a slash at its end.</summary>
    public bool Redirects { get; init; }

    /// <summary>Whether it hangs on an expression that cannot be tried here.</summary>
    public bool Unknown { get; init; }

    /// <summary>Whether it was found exactly or by an expression, so that expressions further out are not tried any more.</summary>
    public bool Final { get; init; }

    /// <summary>What its expression caught.</summary>
    public ImmutableDictionary<string, string> Found { get; init; } = ImmutableDictionary<string, string>.Empty;
}
