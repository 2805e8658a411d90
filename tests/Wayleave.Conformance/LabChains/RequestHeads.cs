using Wayleave.Protocol.Http;

namespace Wayleave.Conformance.LabChains;

/// <summary>What apps ask of a request.</summary>
internal static class RequestHeads
{
    /// <summary>Whether it asks for a WebSocket.</summary>
    public static bool IsUpgrade(this RequestHead head) => head.Headers.HasToken("Upgrade", "websocket");
}
