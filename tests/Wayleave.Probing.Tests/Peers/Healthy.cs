using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;

namespace Wayleave.Probing.Tests.Peers;

/// <summary>What a sound app does.</summary>
public static class Healthy
{
    /// <summary>Accepts handshakes and echoes; answers anything else with 426.</summary>
    public static async Task App(PeerConnection connection, RequestHead request)
    {
        if (!HandshakeRequest.AsksForWebSocket(request))
        {
            await connection.AnswerAsync(426, "a socket is here");
            return;
        }

        await connection.AcceptAsync(request);
        await connection.EchoAsync();
    }
}
