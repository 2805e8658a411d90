namespace Wayleave.Server.Carry;

/// <summary>What carries sessions to their page for a while.</summary>
internal interface ICarrier
{
    /// <summary>What it is, in the words of logs: <c>websocket</c>, <c>stream</c>, <c>sse</c> or <c>poll</c>.</summary>
    string Name { get; }

    /// <summary>One of its sessions has something to send. Called on any thread, without locks; it does not wait for the page.</summary>
    void Wake();

    /// <summary>The page has heard from it: what it brings is not held back.</summary>
    void Confirm()
    {
    }

    /// <summary>One of its sessions is carried by another one now, or has ended.</summary>
    void Release();
}
