namespace Wayleave.Protocol.Carry;

/// <summary>The kinds of items that requests and answers of the carrier consist of, by their first byte.</summary>
public enum CarryItem : byte
{
    /// <summary>Padding.</summary>
    Pad = 0,

    /// <summary>The carrier works; of the page's, that it is to show first that it does, or has shown it.</summary>
    Hello = 1,

    /// <summary>A piece of a stream.</summary>
    Piece = 2,

    /// <summary>Up to where a stream has come.</summary>
    Ack = 3,

    /// <summary>Nothing was to be said for long.</summary>
    Beat = 4,

    /// <summary>The app's connection has ended without a close frame.</summary>
    End = 5,

    /// <summary>There is no such session.</summary>
    Gone = 6,

    /// <summary>The page is to come back later.</summary>
    Wait = 7,

    /// <summary>The page is left.</summary>
    Leave = 8,

    /// <summary>This answer ends here in good order.</summary>
    Over = 9,
}
