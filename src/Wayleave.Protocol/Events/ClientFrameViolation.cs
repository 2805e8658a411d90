namespace Wayleave.Protocol.Events;

/// <summary>Every way in which a client's message is no frame; <see cref="ClientFrameViolations"/> has the words and the codes.</summary>
public enum ClientFrameViolation
{
    /// <summary>It is a frame.</summary>
    None,

    /// <summary>It is longer than <see cref="ClientFrame.MaxBytes"/>.</summary>
    TooLong,

    /// <summary>It is neither <c>ping</c> nor JSON in UTF-8, or is nested deeper than <see cref="ClientFrame.MaxDepth"/>.</summary>
    NotJson,

    /// <summary>It is JSON and no object.</summary>
    NotAnObject,

    /// <summary>A member that matters stands in it twice.</summary>
    MemberRepeated,

    /// <summary>It has no type, or one that is no string.</summary>
    TypeMissing,

    /// <summary>No frame has this type.</summary>
    TypeUnknown,

    /// <summary>It needs a channel and has none.</summary>
    ChannelMissing,

    /// <summary>The channel is no channel's name.</summary>
    ChannelInvalid,

    /// <summary>What it asks since makes no sense.</summary>
    SinceInvalid,

    /// <summary>It needs a token and has none.</summary>
    TokenMissing,
}
