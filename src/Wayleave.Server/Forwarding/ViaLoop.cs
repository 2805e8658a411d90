using Wayleave.Protocol.Http;

namespace Wayleave.Server.Forwarding;

/// <summary>Our entry in <c>Via</c>, and how it tells a loop.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9110#section-7.6.3">RFC 9110 §7.6.3</seealso>
internal static class ViaLoop
{
    /// <summary>
    /// How often a request may come through one process: twice happens honestly (a route to a proxy that leads back to another route), a
    /// loop has no end.
    /// </summary>
    public const int MaxPasses = 3;

    /// <summary>A name for this process: <c>wayleave-</c> and the bytes in hexadecimal. Two processes in one chain must not share it.</summary>
    /// <param name="random">Random bytes, four or more; not secret.</param>
    public static string Pseudonym(ReadOnlySpan<byte> random) => "wayleave-" + Convert.ToHexStringLower(random);

    /// <summary>True if a request has come through this process as often as it may.</summary>
    /// <param name="headers">The headers as they came.</param>
    /// <param name="pseudonym">Our name.</param>
    public static bool IsLoop(HeaderLines headers, string pseudonym) =>
        headers.Tokens("Via").Count(entry => entry.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var by, ..] && by == pseudonym) >= MaxPasses;

    /// <summary>The value of Via with our entry at its end, as one line: not every reader joins several.</summary>
    /// <param name="headers">The headers as they came.</param>
    /// <param name="version">The version that the request came in.</param>
    /// <param name="pseudonym">Our name.</param>
    public static string Append(HeaderLines headers, RequestVersion version, string pseudonym) =>
        string.Join(", ", headers.All("Via").Where(value => value.Length > 0).Append($"{Protocol(version)} {pseudonym}"));

    private static string Protocol(RequestVersion version) => version switch
    {
        RequestVersion.Http10 => "1.0",
        RequestVersion.Http2 => "2.0",
        _ => "1.1",
    };
}
