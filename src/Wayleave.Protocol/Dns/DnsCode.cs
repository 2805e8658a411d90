namespace Wayleave.Protocol.Dns;

/// <summary>How a resolver answers; the values are those on the wire.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc1035#section-4.1.1">RFC 1035 §4.1.1</seealso>
public enum DnsCode
{
    /// <summary>The name exists, though perhaps with no record of that kind.</summary>
    NoError = 0,

    /// <summary>The resolver did not understand the question.</summary>
    FormatError = 1,

    /// <summary>The resolver could not find out.</summary>
    ServerFailure = 2,

    /// <summary>The name does not exist.</summary>
    NameError = 3,

    /// <summary>The resolver does not answer such questions.</summary>
    NotImplemented = 4,

    /// <summary>The resolver does not answer us.</summary>
    Refused = 5,
}
