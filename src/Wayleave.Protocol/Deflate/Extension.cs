using System.Collections.Immutable;

namespace Wayleave.Protocol.Deflate;

/// <summary>One member of <c>Sec-WebSocket-Extensions</c>: an offer in a request, an agreement in a response.</summary>
/// <param name="Name">The extension's name as spelled.</param>
/// <param name="Parameters">Its parameters in their order.</param>
public sealed record Extension(string Name, ImmutableArray<ExtensionParameter> Parameters)
{
    /// <summary>The members of all <c>Sec-WebSocket-Extensions</c> lines, in order.</summary>
    /// <param name="headers">The headers of a request or a response.</param>
    /// <remarks>
    /// A quoted value must be a token once unquoted (RFC 6455 §9.1), so no comma or semicolon can stand in one, and cutting at them
    /// is right for whatever is valid. What is not valid comes out as a name or a value that nobody knows, and is declined for that.
    /// </remarks>
    public static ImmutableArray<Extension> ReadAll(Http.HeaderLines headers) =>
        [.. headers.Tokens("Sec-WebSocket-Extensions").Select(Read)];

    private static Extension Read(string text)
    {
        var parts = text.Split(';', StringSplitOptions.TrimEntries);
        return new Extension(parts[0], [.. parts.Skip(1).Select(ReadParameter)]);
    }

    private static ExtensionParameter ReadParameter(string text) => text.Split('=', 2, StringSplitOptions.TrimEntries) switch
    {
        [var name, ['"', .. var quoted, '"']] => new(name, quoted),
        [var name, var value] => new(name, value),
        _ => new(text, null),
    };
}
