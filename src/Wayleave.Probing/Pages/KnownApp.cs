using System.Collections.Immutable;

namespace Wayleave.Probing.Pages;

/// <summary>An application whose pages open a socket at a path of their own, often from a bundle that cannot be read.</summary>
/// <param name="Name">Its name in facts.</param>
/// <param name="Signs">Texts in the page's HTML, of which one is enough.</param>
/// <param name="Path">The socket's path, relative to the page's folder unless it begins with a slash.</param>
internal sealed record KnownApp(string Name, ImmutableArray<string> Signs, string Path)
{
    /// <summary>The subprotocols that its page offers.</summary>
    public ImmutableArray<string> Subprotocols { get; init; } = [];

    /// <summary>True if a socket opened there without more (a session, a token, a number) is one that the page could open.</summary>
    public bool OpensAsIs { get; init; } = true;

    /// <summary>A path whose answer gives the app away where its page does not; null if none is known.</summary>
    public string? GivenAwayBy { get; init; }

    /// <summary>A text in that answer's body.</summary>
    public string GivenAwayText { get; init; } = "";
}
