using Wayleave.Protocol.Tickets;

namespace Wayleave.Protocol.Carry;

/// <summary>A request of the carrier's by its target: what it is for, and the target that is left for the app.</summary>
/// <param name="Verb">What it is for.</param>
/// <param name="Id">The session, for <see cref="CarryVerb.WebSocket"/> and <see cref="CarryVerb.Open"/>; the script's tag; else empty.</param>
/// <param name="Node">The gateway that it is for; empty: any.</param>
/// <param name="Target">The target without the reserved member.</param>
public sealed record CarryTarget(CarryVerb Verb, string Id, string Node, string Target)
{
    /// <summary>The reserved query member.</summary>
    public const string Member = "wayleave";

    /// <summary>The longest name of a node.</summary>
    public const int MaxNodeLength = 32;

    /// <summary>Reads a target.</summary>
    /// <param name="target">A target in origin form.</param>
    /// <param name="read">What it says.</param>
    /// <returns>False: it is no request of the carrier's.</returns>
    public static bool TryRead(string target, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CarryTarget? read)
    {
        ArgumentNullException.ThrowIfNull(target);
        read = null;
        // Nearly all requests have none.
        if (!target.Contains(Member, StringComparison.Ordinal))
            return false;
        var left = QueryPart.Take(target, [Member], out var values);
        if (values is not [var value])
            return false;
        read = value.Split('.') switch
        {
            ["ws", var id] when IsId(id) => new(CarryVerb.WebSocket, id, "", left),
            ["ws", var id, var node] when IsId(id) && IsNode(node) => new(CarryVerb.WebSocket, id, node, left),
            ["open", var id] when IsId(id) => new(CarryVerb.Open, id, "", left),
            ["open", var id, var node] when IsId(id) && IsNode(node) => new(CarryVerb.Open, id, node, left),
            ["script", var tag] => new(CarryVerb.Script, tag, "", left),
            [var verb] when ForAll(verb) is { } known => new(known, "", "", left),
            [var verb, var node] when ForAll(verb) is { } known && IsNode(node) => new(known, "", node, left),
            _ => null,
        };
        return read is not null;
    }

    /// <summary>Whether a text can be a node's name.</summary>
    /// <param name="text">The text.</param>
    public static bool IsNode(string text) =>
        text is { Length: > 0 and <= MaxNodeLength } && text.All(each => char.IsAsciiLetterLower(each) || char.IsAsciiDigit(each) || each == '-');

    private static CarryVerb? ForAll(string verb) => verb switch
    {
        "stream" => CarryVerb.Stream,
        "sse" => CarryVerb.Events,
        "poll" => CarryVerb.Poll,
        "peek" => CarryVerb.Peek,
        "up" => CarryVerb.Up,
        _ => null,
    };

    private static bool IsId(string text) => SessionSecret.TryParse(text, out _);
}
