namespace Wayleave.Protocol.Resp;

/// <summary>Every way in which bytes are no value.</summary>
public enum RespViolation
{
    /// <summary>None.</summary>
    None,

    /// <summary>The first byte names no type.</summary>
    TypeUnknown,

    /// <summary>A type whose length comes only with its end; Redis sends none.</summary>
    Streamed,

    /// <summary>A carriage return or a line feed stands alone.</summary>
    LineInvalid,

    /// <summary>A line is longer than the limit.</summary>
    LineTooLong,

    /// <summary>A length is no number from 0 up.</summary>
    LengthInvalid,

    /// <summary>A bulk string is longer than the limit.</summary>
    BulkTooLong,

    /// <summary>A bulk string goes on behind its length.</summary>
    BulkNotEnded,

    /// <summary>A number is none, or too large for its type.</summary>
    NumberInvalid,

    /// <summary>A boolean is neither <c>t</c> nor <c>f</c>.</summary>
    BooleanInvalid,

    /// <summary>A null has a content.</summary>
    NullInvalid,

    /// <summary>A verbatim string does not begin with three letters and a colon.</summary>
    VerbatimInvalid,

    /// <summary>Aggregates are nested deeper than the limit.</summary>
    TooDeep,

    /// <summary>A value has more items than the limit.</summary>
    TooManyItems,

    /// <summary>A value is longer than the limit.</summary>
    ValueTooLong,

    /// <summary>A push stands inside another value.</summary>
    PushInside,
}
