namespace Wayleave.Rules.Facts;

/// <summary>The ways in which an open socket can end.</summary>
public enum EndKind
{
    /// <summary>We closed it, and the peer answered as it should.</summary>
    ClosedByUs,

    /// <summary>We closed it, and the peer did not answer our close frame in time, or just hung up.</summary>
    ClosedByUsUnanswered,

    /// <summary>The peer sent a close frame first.</summary>
    CloseFrame,

    /// <summary>The peer ended the connection without a close frame (FIN).</summary>
    Eof,

    /// <summary>The connection was reset.</summary>
    Reset,

    /// <summary>The peer sent something that RFC 6455 forbids.</summary>
    ProtocolViolation,
}
