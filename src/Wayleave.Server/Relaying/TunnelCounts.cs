namespace Wayleave.Server.Relaying;

/// <summary>What has passed through a tunnel.</summary>
/// <param name="MessagesUp">Whole messages from client to app.</param>
/// <param name="BytesUp">Bytes from client to app, frame headers included.</param>
/// <param name="MessagesDown">Whole messages from app to client.</param>
/// <param name="BytesDown">Bytes from app to client.</param>
/// <param name="ClientRoundTrip">The last round trip to the client that a ping of ours measured; null if none was answered.</param>
/// <param name="AppRoundTrip">The same to the app.</param>
/// <param name="Silence">How long ago the last byte came from either side.</param>
/// <param name="Held">How many bytes it holds at this moment for a side that does not take them.</param>
internal readonly record struct TunnelCounts(
    long MessagesUp, long BytesUp, long MessagesDown, long BytesDown, TimeSpan? ClientRoundTrip, TimeSpan? AppRoundTrip, TimeSpan Silence, int Held);
