namespace Wayleave.Conformance.Lint;

/// <summary>A <c>wire:</c> line of a case: <c>PATH [firefox] [Host=NAME] OUTCOME</c>.</summary>
/// <param name="Path">The path asked for.</param>
/// <param name="Connection">What the browser says in Connection.</param>
/// <param name="Host">The Host; null: the address itself.</param>
/// <param name="Outcome">A status; <c>101 cut</c>: the open socket is ended in silence; <c>unaccepted</c>: a 101 without Sec-WebSocket-Accept; <c>closed</c>; <c>not TLS</c>.</param>
internal sealed record WireLine(string Path, string Connection, string? Host, string Outcome)
{
    private const string HostMark = "Host=";

    /// <summary>Whether a browser has a socket then.</summary>
    public bool Works => Outcome is "101" or "101 cut";

    /// <summary>Reads a line.</summary>
    public static WireLine Parse(string line)
    {
        string[] words = line.Split(' ');
        string? host = words.FirstOrDefault(word => word.StartsWith(HostMark, StringComparison.Ordinal))?[HostMark.Length..];
        bool firefox = words.Contains("firefox");
        return new WireLine(words[0], firefox ? "keep-alive, Upgrade" : "Upgrade", host, string.Join(' ', words.Skip(1).Where(word => word != "firefox" && !word.StartsWith(HostMark, StringComparison.Ordinal))));
    }
}
