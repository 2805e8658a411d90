using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Payload;

/// <summary>Words for what is wrong with a 101.</summary>
internal static class Flaws
{
    /// <summary>A flaw in a few words.</summary>
    /// <param name="flaw">The flaw.</param>
    public static string Words(HandshakeFlaw flaw) => flaw switch
    {
        HandshakeFlaw.AcceptMissing => "Sec-WebSocket-Accept is missing",
        HandshakeFlaw.AcceptWrong => "Sec-WebSocket-Accept does not belong to the key sent",
        HandshakeFlaw.UpgradeWrong => "Upgrade does not say websocket",
        HandshakeFlaw.ConnectionWrong => "Connection does not say Upgrade",
        HandshakeFlaw.SubprotocolNotOffered => "a subprotocol was chosen that was not offered",
        HandshakeFlaw.SubprotocolMissing => "none of the offered subprotocols was chosen",
        HandshakeFlaw.ExtensionNotOffered => "an extension was chosen that was not offered",
        HandshakeFlaw.StatusDisguised => "the status is not 101 although the handshake's own headers are there",
        _ => "it is not a sound handshake",
    };
}
