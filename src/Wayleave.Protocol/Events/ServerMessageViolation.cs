namespace Wayleave.Protocol.Events;

/// <summary>Every way in which a server's message is no frame; <see cref="ServerMessageViolations"/> has the words.</summary>
public enum ServerMessageViolation
{
    /// <summary>It is a frame.</summary>
    None,

    /// <summary>It is no JSON in UTF-8, or is nested deeper than <see cref="ServerMessage.MaxDepth"/>.</summary>
    NotJson,

    /// <summary>It is JSON and no object.</summary>
    NotAnObject,

    /// <summary>It has no type, or one that is no string.</summary>
    TypeMissing,

    /// <summary>It needs a channel and has none that is one.</summary>
    ChannelWrong,

    /// <summary>It needs a position and has none that is one, or an id that is none.</summary>
    PositionWrong,

    /// <summary>A number or a time is missing, or out of its range.</summary>
    NumberWrong,

    /// <summary>An event's data is missing, or is no base64 although it is said to be.</summary>
    DataWrong,

    /// <summary>A word is missing, or is none of those that may stand there.</summary>
    WordWrong,
}
