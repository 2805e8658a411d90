using Wayleave.Protocol.Http;

namespace Wayleave.Server.Carry;

/// <summary>What became of a session's opening.</summary>
/// <param name="Status">The app's answer, or the gateway's for it; 101: it is open.</param>
/// <param name="Protocol">The subprotocol that was agreed on; empty: none.</param>
/// <param name="SetCookies">The cookies that the answer sets.</param>
internal sealed record CarryOutcome(int Status, string Protocol, HeaderLines SetCookies)
{
    /// <summary>Whether the socket is open.</summary>
    public bool IsOpen => Status == 101;

    /// <summary>What an answer says.</summary>
    /// <param name="answer">The answer.</param>
    public static CarryOutcome Of(ResponseHead answer) => new(
        answer.StatusCode, answer.Headers.First("Sec-WebSocket-Protocol") ?? "", [.. answer.Headers.Where(line => line.Is("Set-Cookie"))]);
}
