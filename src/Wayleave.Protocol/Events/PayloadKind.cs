namespace Wayleave.Protocol.Events;

/// <summary>What the bytes of an event are.</summary>
public enum PayloadKind
{
    /// <summary>Bytes that are no UTF-8.</summary>
    Binary,

    /// <summary>UTF-8 that is no JSON.</summary>
    Text,

    /// <summary>One JSON value in UTF-8 that is no object.</summary>
    Json,

    /// <summary>One JSON object in UTF-8.</summary>
    JsonObject,
}
