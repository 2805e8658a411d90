using System.Net;

namespace Wayleave.Server.Listening;

/// <summary>The address under which Kestrel gets the connections of a <see cref="ConnectionFeed"/>.</summary>
/// <param name="feed">The feed.</param>
internal sealed class FeedEndPoint(ConnectionFeed feed) : EndPoint
{
    /// <summary>The feed.</summary>
    public ConnectionFeed Feed => feed;

    /// <inheritdoc/>
    public override string ToString() => feed.EndPoint.ToString() ?? "";
}
