namespace Wayleave.Protocol.Resp;

/// <summary>The types that hold others, by their first byte.</summary>
internal enum RespAggregateKind : byte
{
    /// <summary>No aggregate.</summary>
    None = 0,

    /// <summary>Values in their order.</summary>
    Array = (byte)'*',

    /// <summary>Pairs.</summary>
    Map = (byte)'%',

    /// <summary>Values in no order.</summary>
    Set = (byte)'~',

    /// <summary>What came by itself.</summary>
    Push = (byte)'>',

    /// <summary>Pairs about the value that follows.</summary>
    Attribute = (byte)'|',
}
