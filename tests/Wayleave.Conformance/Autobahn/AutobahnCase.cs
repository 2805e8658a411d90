namespace Wayleave.Conformance.Autobahn;

/// <summary>A case of the Autobahn suite, rebuilt from what the RFC demands.</summary>
/// <param name="Id">Its number there.</param>
/// <param name="Sends">What is sent.</param>
/// <param name="Expects">What a sound server does.</param>
/// <param name="RunAsync">Sends it and judges what comes back.</param>
public sealed record AutobahnCase(string Id, string Sends, string Expects, Func<RawPeer, Task<(Verdict Verdict, string Seen)>> RunAsync)
{
    /// <summary>The value of <c>Sec-WebSocket-Extensions</c> to offer; null offers nothing.</summary>
    public string? Offer { get; init; }
}
