using Wayleave.Protocol.Events;

namespace Wayleave.Server.Events.Stores;

/// <summary>Somebody who is told what happens in a channel, in order. All of it is quick, and does not throw.</summary>
internal interface IChannelListener
{
    /// <summary>Something was published.</summary>
    /// <param name="stored">What. Where it does not follow what was told last, the store has what lies between, or it is lost.</param>
    void Published(StoredEvent stored);

    /// <summary>The channel is elsewhere, without an event that would tell so: it began anew, or more was missed than is told one by one.</summary>
    /// <param name="head">Where it is.</param>
    void Moved(EventPosition head);

    /// <summary>The store can be reached again, or perhaps: whoever waits for it looks again.</summary>
    void Stirred();
}
