namespace Wayleave.Protocol.Dns;

/// <summary>Every way in which bytes are no answer to a DNS question; <see cref="DnsViolations"/> has the words.</summary>
public enum DnsViolation
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The message ends too early.</summary>
    Truncated,

    /// <summary>The message is a question.</summary>
    NotAResponse,

    /// <summary>It answers another question than ours: its id differs.</summary>
    IdMismatch,

    /// <summary>It repeats another question than ours.</summary>
    QuestionMismatch,

    /// <summary>A name's label or length is not allowed, or its pointers go in circles.</summary>
    NameInvalid,

    /// <summary>A record's data is not what its kind demands.</summary>
    RecordInvalid,

    /// <summary>There are more records than the limit.</summary>
    TooManyRecords,
}
