using System.Collections.Immutable;

namespace Wayleave.Rules.Facts;

/// <summary>One HTTP request and what came back.</summary>
public sealed record HttpExchange
{
    /// <summary>The method sent.</summary>
    public required string Method { get; init; }

    /// <summary>The request's target (path and query) as sent.</summary>
    public required string Path { get; init; }

    /// <summary>The request's header lines as sent.</summary>
    public required ImmutableArray<HeaderField> RequestHeaders { get; init; }

    /// <summary>The version that the answer names: <c>HTTP/1.1</c>, <c>HTTP/1.0</c>, <c>HTTP/2</c>; null without an answer.</summary>
    public string? Version { get; init; }

    /// <summary>The answer's status; null without an answer.</summary>
    public int? Status { get; init; }

    /// <summary>The answer's reason phrase; null without an answer, empty if it has none.</summary>
    public string? Reason { get; init; }

    /// <summary>The answer's header lines in their order; empty without an answer.</summary>
    public ImmutableArray<HeaderField> ResponseHeaders { get; init; } = [];

    /// <summary>The first 4 KiB of the body as text (undecodable bytes as U+FFFD); empty if there was none.</summary>
    public string Body { get; init; } = "";

    /// <summary>True if the body went on after what is kept.</summary>
    public bool BodyCut { get; init; }

    /// <summary>The address and port connected to; null if no connection was made.</summary>
    public string? Address { get; init; }

    /// <summary>From the start until TCP was connected, in milliseconds; null if it was not.</summary>
    public double? ConnectedMs { get; init; }

    /// <summary>From the start until TLS was ready, in milliseconds; null without TLS.</summary>
    public double? SecuredMs { get; init; }

    /// <summary>From the start until the first byte of the answer, in milliseconds; null without one.</summary>
    public double? FirstByteMs { get; init; }

    /// <summary>Why there is no whole answer; null if there is one.</summary>
    public Failure? Failure { get; init; }

    /// <summary>The first bytes of an answer that is not HTTP, in hexadecimal; null otherwise.</summary>
    public string? NotHttpBytes { get; init; }

    /// <summary>The value of the first answer header of that name, whatever its case; null if there is none.</summary>
    /// <param name="name">The header's name.</param>
    public string? Header(string name) =>
        ResponseHeaders.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;

    /// <summary>All values of the answer headers of that name, in order.</summary>
    /// <param name="name">The header's name.</param>
    public IEnumerable<string> Headers(string name) =>
        ResponseHeaders.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value);
}
