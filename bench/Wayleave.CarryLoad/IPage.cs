namespace Wayleave.CarryLoad;

/// <summary>A page with one socket to the app.</summary>
internal interface IPage : IDisposable
{
    /// <summary>How many bytes the page has sent, and got, on its WebSocket; 0 over HTTP.</summary>
    (long Up, long Down) OnTheWire { get; }

    /// <summary>Sends the message once, and waits for all of its echo.</summary>
    ValueTask EchoAsync();

    /// <summary>Waits until nothing of the last message is under way any more.</summary>
    ValueTask SettleAsync();

    /// <summary>Acknowledges all that has come.</summary>
    ValueTask AcknowledgeAsync();
}
